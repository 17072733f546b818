import type { Comparison } from '#shared/domain/condition.ts';
import { nameHolder } from '#shared/domain/lease.ts';
import type { ProcessReading } from '#shared/domain/observation.ts';
import type { Instant } from '#shared/domain/run.ts';
import type { Session } from '#shared/domain/session.ts';
import { formatMoment } from '#shared/domain/wall-clock.ts';
import type { JudgedSession } from './judged-session.ts';
import { lifeOf } from './session-outcome.ts';
import type { EnvironmentCase } from './world.ts';

/** A recorded value beside the observed one; `differs` only when both are known. */
const beside = (
  name: string,
  recorded: string,
  observed: string,
  differs: boolean,
): Comparison => ({
  name,
  recorded,
  observed,
  differs,
});

/** The start on the wall clock; where none is known the system's own value, which is better than none. */
function identity(
  pid: number,
  {
    startedAt,
    startTime,
  }: Pick<Session, 'startTime'> & { readonly startedAt?: Instant | undefined },
  seenAt: Instant,
): string {
  if (startedAt !== undefined)
    return `pid ${pid}, started ${formatMoment(startedAt, Date.parse(seenAt))}`;
  return startTime === undefined ? `pid ${pid}` : `pid ${pid}, start ${startTime}`;
}

export function sayProcess(process: ProcessReading | undefined): string {
  if (process === undefined) return 'not listed';
  switch (process.kind) {
    case 'alive':
      return `alive, ${identity(process.identity.pid, { ...process.identity, startedAt: process.startedAt }, process.observedAt)}`;
    case 'absent':
      return 'gone';
    case 'reused':
      return `another process, ${identity(process.current.pid, process.current, process.observedAt)}`;
    case 'unknown':
      return `unknown: ${process.why}`;
  }
}

/** Status, process and exit code of a session: recorded beside observed. */
export function compareSession({
  recorded,
  entry,
  outcome,
  observedAt,
}: JudgedSession): Comparison[] {
  const { status, pid, exitCode } = recorded.record;
  const life = lifeOf(outcome);
  const isActive = status !== 'exit';
  const seen = outcome.kind === 'status_behind' ? outcome.status : life === 'dead' ? 'gone' : life;
  const codes =
    entry?.exitCode === undefined && exitCode === undefined
      ? []
      : [
          beside(
            'Exit code',
            exitCode === undefined ? 'none' : String(exitCode),
            entry?.exitCode === undefined ? 'none' : String(entry.exitCode),
            entry?.exitCode !== exitCode,
          ),
        ];
  return [
    beside(
      'Session',
      status,
      seen,
      outcome.kind === 'status_behind' || (life === 'alive') !== isActive,
    ),
    beside(
      'Process',
      pid === undefined ? 'not recorded' : identity(pid, recorded.record, observedAt),
      sayProcess(entry?.process),
      life !== 'unknown' && (entry?.process.kind !== 'alive' || outcome.kind === 'reused'),
    ),
    ...codes,
  ];
}

/** Path, branch and lease of an environment: recorded beside observed. */
export function compareEnvironment({ recorded, reading, lease }: EnvironmentCase): Comparison[] {
  const { path, git } = recorded.record;
  if (reading === undefined) return [beside('Path', path, 'not looked at', false)];
  const rows = [
    beside('Path', path, reading.movedTo ?? reading.path.kind, reading.path.kind === 'absent'),
    ...(git === undefined ? [] : [compareBranch(git.branch, reading)]),
  ];
  if (lease.kind === 'free') return rows;
  const isWell = lease.kind === 'held' || lease.kind === 'unknown';
  return [...rows, beside('Lease', nameHolder(lease.lease.holder), lease.kind, !isWell)];
}

function compareBranch(
  branch: string,
  { worktree, registration }: NonNullable<EnvironmentCase['reading']>,
): Comparison {
  if (worktree === undefined)
    return beside(
      'Branch',
      branch,
      registration === 'unregistered' ? 'not registered' : 'unknown',
      registration === 'unregistered',
    );
  const seen = worktree.isDetached ? 'detached' : (worktree.branch ?? 'unknown');
  return beside('Branch', branch, seen, seen !== branch && seen !== 'unknown');
}
