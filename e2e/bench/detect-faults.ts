import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Condition } from '#shared/domain/condition.ts';
import type { BenchFolder } from './bench-folder.ts';
import type { DetectWorld, Place } from './detect-world.ts';

/** Something that goes wrong at one place, how it shows, and how it is set right again. */
export interface Fault {
  readonly name: string;
  readonly lane: 'process' | 'drift';
  readonly fits: (place: Place) => boolean;
  readonly strike: (place: Place) => void;
  readonly shows: (place: Place, condition: Condition) => boolean;
  readonly mend: (place: Place) => void;
}

const hasSession = (place: Place): boolean => place.sessionId !== undefined;
const hasHolder = (place: Place): boolean => !hasSession(place) && place.pid !== undefined;
const isIdle = (place: Place): boolean => place.pid === undefined;

const ofPlace =
  (...reasons: readonly string[]) =>
  ({ environmentId }: Place, condition: Condition): boolean =>
    condition.environmentId === environmentId && reasons.includes(condition.reason);

const kill = ({ pid }: Place): void => {
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
};

/** A pid that nobody can have: the kernel's own limit is lower. */
const nobodysPid = 99_999_999;

export function faultsIn(folder: BenchFolder, world: DetectWorld): readonly Fault[] {
  const { repository } = world;
  const elsewhere = (place: Place): string => join(folder.path, `moved-${place.index}`);
  return [
    {
      name: 'kill',
      lane: 'process',
      fits: hasSession,
      strike: kill,
      shows: ({ sessionId }, condition) =>
        condition.sessionId === sessionId && condition.lane === 'crashed',
      mend: (place) => world.occupy(place, 'session'),
    },
    {
      name: 'lease holder death',
      lane: 'process',
      fits: hasHolder,
      strike: kill,
      shows: ofPlace('lease_abandoned'),
      mend: (place) => world.occupy(place, 'holder'),
    },
    {
      name: 'delete',
      lane: 'drift',
      fits: () => true,
      strike: ({ path }) => rmSync(path, { recursive: true }),
      shows: ofPlace('directory_missing', 'locked_and_missing', 'prunable'),
      mend: ({ path, branch }) => {
        folder.git(repository, 'worktree', 'add', '--quiet', '--force', path, branch);
      },
    },
    {
      name: 'move',
      lane: 'drift',
      fits: () => true,
      strike: (place) => renameSync(place.path, elsewhere(place)),
      shows: ofPlace('directory_missing', 'moved', 'prunable'),
      mend: (place) => renameSync(elsewhere(place), place.path),
    },
    {
      name: 'lock',
      lane: 'drift',
      fits: isIdle,
      strike: ({ path }) => {
        folder.git(repository, 'worktree', 'lock', '--reason', `agent pid ${nobodysPid}`, path);
      },
      shows: ofPlace('locked'),
      mend: ({ path }) => {
        folder.git(repository, 'worktree', 'unlock', path);
      },
    },
    {
      name: 'branch switch',
      lane: 'drift',
      fits: () => true,
      strike: ({ path, index }) => {
        folder.git(path, 'switch', '--quiet', '-C', `other-${index}`);
      },
      shows: ofPlace('wrong_branch', 'branch_gone', 'branch_checked_out_elsewhere'),
      mend: ({ path, branch }) => {
        folder.git(path, 'switch', '--quiet', branch);
      },
    },
  ];
}
