import type { WorkAtRisk } from '#shared/domain/condition.ts';
import type { StatusReading } from '#shared/domain/observation.ts';
import type { Task } from '#shared/domain/task.ts';
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

/** Whole minutes from its start to its last sign of life; undefined when none was given. */
function minutesOf(session: JudgedSession): number | undefined {
  const last = lastSign(session);
  if (last === undefined) return undefined;
  const ms = Date.parse(last) - Date.parse(session.recorded.record.startedAt);
  return Number.isFinite(ms) ? Math.max(0, Math.floor(ms / 60_000)) : undefined;
}

/** What would be lost; a field that could not be looked at is left out, never zero. */
export function workAtRisk(from: {
  readonly status?: StatusReading | undefined;
  readonly session?: JudgedSession | undefined;
  readonly task?: Task | undefined;
}): WorkAtRisk {
  const { status, session, task } = from;
  const minutes = session === undefined ? undefined : minutesOf(session);
  const usd = task?.cost?.usd;
  return {
    ...(status?.kind === 'read' && { uncommittedFiles: status.changeCount }),
    ...(status?.kind === 'read' &&
      status.unpushedCommits !== undefined && { unpushedCommits: status.unpushedCommits }),
    ...(minutes !== undefined && { minutes }),
    ...(usd !== undefined && { usd }),
  };
}
