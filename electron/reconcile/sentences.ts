import type { Checkpoint } from '#shared/domain/checkpoint.ts';
import { counted } from '#shared/domain/counted.ts';
import type { StatusReading } from '#shared/domain/observation.ts';
import { formatMoment } from '#shared/domain/wall-clock.ts';
import type { JudgedSession } from './judged-session.ts';
import type { EnvironmentCase } from './world.ts';

/** Parts joined into one sentence; what is undefined is left out. */
export const sentence = (...parts: readonly (string | undefined)[]): string =>
  `${parts.filter((part) => part !== undefined).join('; ')}.`;

/** A command line short enough for a sentence. */
export function sayCommand(command: readonly string[]): string {
  const line = command.join(' ').replace(/\s+/gu, ' ');
  return line.length <= 80 ? line : `${line.slice(0, 79)}…`;
}

/** “Process 4121, started 09:12:04”, or the session where no pid was recorded. */
export function nameProcess({ recorded, observedAt }: JudgedSession): string {
  const { id, pid, startedAt } = recorded.record;
  const started = `started ${formatMoment(startedAt, Date.parse(observedAt))}`;
  return pid === undefined ? `Session ${id}, ${started}` : `Process ${pid}, ${started}`;
}

/** “3 uncommitted files, 1 commit not pushed”; what could not be looked at is said to be unknown. */
export function sayChanges(status: StatusReading | undefined): string {
  if (status?.kind !== 'read') return 'uncommitted files unknown';
  const { changes, changeCount, unpushedCommits = 0 } = status;
  // Git tells of a folder that it does not track as one, however much is in it.
  const folders = changes.filter(
    ({ change, path }) => change === 'untracked' && path.endsWith('/'),
  ).length;
  const files =
    changeCount === 0
      ? 'no uncommitted files'
      : `${counted(changeCount, 'uncommitted file')}${folders === 0 ? '' : ` (${counted(folders, 'whole folder')} counted once)`}`;
  return unpushedCommits > 0 ? `${files}, ${counted(unpushedCommits, 'commit')} not pushed` : files;
}

/** What is in an environment, as part of a sentence; undefined where there is nothing to say. */
export function sayWork(environment: EnvironmentCase | undefined): string | undefined {
  if (environment === undefined) return undefined;
  const { reading } = environment;
  if (reading?.path.kind === 'absent')
    return reading.path.parent === 'present'
      ? 'its directory is missing'
      : 'its directory could not be seen';
  if (environment.recorded.record.git === undefined) return undefined;
  return sayChanges(reading?.status);
}

/** “checkpoint “after tests” intact”. */
export const sayCheckpoint = (checkpoint: Checkpoint | undefined): string =>
  checkpoint === undefined
    ? 'no checkpoint'
    : `checkpoint “${checkpoint.safeBoundaryLabel}” intact`;
