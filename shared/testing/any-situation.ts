import fc from 'fast-check';
import type {
  EngineReading,
  RepositoryReading,
  WorktreeEntry,
} from '#shared/domain/observation.ts';
import type { Situation } from '#shared/domain/reconciliation.ts';
import { anyImported } from './any-imported.ts';
import { anySlot, recordsOf } from './any-slot.ts';
import {
  absent,
  engineRead,
  engineUnreadable,
  makeEntry,
  makeUnclaimed,
  makeWorktreeEntry,
  repositoryRead,
  repositoryUnknown,
} from './make-reading.ts';
import { observed, situation } from './make-situation.ts';

const missingEntry = (name: string, more: Partial<WorktreeEntry>): WorktreeEntry =>
  makeWorktreeEntry({ path: `/repos/${name}`, realPath: undefined, ...more });

/** A situation of up to so many tasks with everything around them, each part there or not, seen or not. */
export const situationOf = (most: number): fc.Arbitrary<Situation> =>
  fc
    .record({
      slots: fc.array(anySlot, { maxLength: most }),
      imported: anyImported,
      bootId: fc.constantFrom('boot-1', 'boot-1', 'boot-2'),
      isTmuxReadable: fc.boolean(),
      isRepositoryReadable: fc.boolean(),
      unclaimed: fc.subarray([
        makeUnclaimed(),
        makeUnclaimed({ path: '/repos/shop.worktrees/spike', worktree: makeWorktreeEntry() }),
        makeUnclaimed({
          path: '/repos/shop.worktrees/kept',
          worktree: makeWorktreeEntry({
            locked: { reason: 'pid 4121' },
            lockHolder: { kind: 'named', pid: 4121, process: absent() },
          }),
        }),
      ]),
      entries: fc.subarray([
        makeWorktreeEntry(),
        missingEntry('gone', { parent: 'present' }),
        missingEntry('away', { parent: 'absent' }),
        missingEntry('held', { parent: 'present', locked: { reason: 'pid 4121' } }),
        missingEntry('mine', {
          parent: 'present',
          locked: { reason: '' },
          lockHolder: { kind: 'unnamed' },
        }),
        missingEntry('left', {
          parent: 'present',
          locked: { reason: 'pid 4121' },
          lockHolder: { kind: 'named', pid: 4121, process: absent() },
        }),
      ]),
      isAliveBefore: fc.boolean(),
      isRunUnreadable: fc.boolean(),
    })
    .map(({ slots, ...one }) => {
      const entries = slots.flatMap(({ entry, session }, index) =>
        entry === undefined
          ? []
          : [
              {
                engine: session?.engine ?? 'process',
                entry: makeEntry({ sessionId: `s-t-${index}`, ...entry }),
              },
            ],
      );
      const of = (name: string) =>
        entries.filter(({ engine }) => engine === name).map(({ entry }) => entry);
      const engines: EngineReading[] = [
        engineRead(of('process')),
        one.isTmuxReadable ? engineRead(of('tmux'), 'tmux') : engineUnreadable('tmux'),
      ];
      const repositories: RepositoryReading[] = [
        one.isRepositoryReadable ? repositoryRead(one.entries) : repositoryUnknown(),
      ];
      return situation({
        recorded: { ...recordsOf(slots), ...one.imported.records },
        observed: observed({
          ...one.imported.observed,
          bootId: one.bootId,
          engines,
          repositories,
          unclaimed: one.unclaimed,
          environments: slots.flatMap(({ reading }, index) =>
            reading === undefined ? [] : [{ ...reading, environmentId: `env-t-${index}` }],
          ),
        }),
        aliveBefore: one.isAliveBefore
          ? new Set(slots.map((_, index) => `s-t-${index}`))
          : new Set(),
        unreadableRunIds: one.isRunUnreadable ? new Set(['run-1']) : new Set(),
      });
    });
