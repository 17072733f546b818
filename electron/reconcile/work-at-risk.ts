import type { Checkpoint } from '#shared/domain/checkpoint.ts';
import type { WorkAtRisk } from '#shared/domain/condition.ts';
import type { StatusReading } from '#shared/domain/observation.ts';
import type { Cost, Task } from '#shared/domain/task.ts';
import type { JudgedSession } from './judged-session.ts';

/** The last instant at which a session gave a sign of life: heartbeat, output or recorded end. */
export function lastSign({ recorded, entry }: JudgedSession): string | undefined {
  const signs = [recorded.record.lastHeartbeatAt, entry?.lastOutputAt, entry?.endedAt];
  let last: string | undefined;
  for (const sign of signs)
    if (sign !== undefined && (last === undefined || Date.parse(sign) > Date.parse(last)))
      last = sign;
  return last;
}

/** When the boundary was reached; a checkpoint that was blocked since tells only when it was made. */
function boundaryOf({ boundaryAt, stage, createdAt, updatedAt }: Checkpoint): string {
  return boundaryAt ?? (stage === 'blocked' ? createdAt : updatedAt);
}

/**
 * Whole minutes of work up to its last sign of life: since the last boundary, where its task has
 * reached one in this session, else since its start. Undefined when it gave no sign.
 */
function minutesOf(session: JudgedSession, checkpoint: Checkpoint | undefined): number | undefined {
  const last = lastSign(session);
  if (last === undefined) return undefined;
  const startMs = Date.parse(session.recorded.record.startedAt);
  const boundaryMs = checkpoint === undefined ? startMs : Date.parse(boundaryOf(checkpoint));
  const ms = Date.parse(last) - Math.max(startMs, boundaryMs);
  return Number.isFinite(ms) ? Math.max(0, Math.floor(ms / 60_000)) : undefined;
}

/**
 * What was spent since the last boundary, and of that only what this session tells to have spent: what
 * was spent in earlier ones is gone already. Rounded, as money is no sum of binary fractions.
 */
function spent(
  of: keyof Cost,
  task: Task | undefined,
  session: JudgedSession | undefined,
  checkpoint: Checkpoint | undefined,
): number | undefined {
  const total = task?.cost?.[of];
  if (total === undefined) return undefined;
  const sinceBoundary = total - (checkpoint?.costAtBoundary?.[of] ?? 0);
  const own = session?.recorded.record.cost?.[of] ?? sinceBoundary;
  return Math.max(0, Number(Math.min(sinceBoundary, own).toFixed(6)));
}

/** What would be lost; a field that could not be looked at is left out, never zero. */
export function workAtRisk(from: {
  readonly status?: StatusReading | undefined;
  readonly session?: JudgedSession | undefined;
  readonly task?: Task | undefined;
  readonly checkpoint?: Checkpoint | undefined;
}): WorkAtRisk {
  const { status, session, task, checkpoint } = from;
  const minutes = session === undefined ? undefined : minutesOf(session, checkpoint);
  const usd = spent('usd', task, session, checkpoint);
  const tokens = spent('tokens', task, session, checkpoint);
  return {
    ...(status?.kind === 'read' && {
      uncommittedFiles: status.changeCount,
      untrackedFiles: status.untrackedCount,
    }),
    ...(status?.kind === 'read' &&
      status.unpushedCommits !== undefined && { unpushedCommits: status.unpushedCommits }),
    ...(minutes !== undefined && { minutes }),
    ...(usd !== undefined && { usd }),
    ...(tokens !== undefined && { tokens }),
  };
}
