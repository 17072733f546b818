import type { Clock } from '#shared/domain/clock.ts';
import type { ObserveProcess } from '#shared/domain/engine.ts';
import type { EngineEntry, EngineReading, ProcessReading } from '#shared/domain/observation.ts';
import { isWithin } from '#shared/domain/is-within.ts';
import type { ProcessIdentity, Session } from '#shared/domain/session.ts';

export interface SessionEyes {
  readonly clock: Clock;
  readonly observeProcess: ObserveProcess;
  /** Who has this pid now. */
  readonly identifyProcess: (pid: number) => Promise<ProcessIdentity | undefined>;
}

/** A session's start is written a while before or after that of its process. */
const slackMs = 60_000;

/** Their records name a pid only: whose it is now, its start has to tell. */
async function lookAt(
  eyes: SessionEyes,
  { pid, startedAt, cwd }: Session,
): Promise<ProcessReading> {
  const observedAt = eyes.clock.now();
  if (pid === undefined) return { kind: 'unknown', why: 'no pid is recorded', observedAt };
  const identity = await eyes.identifyProcess(pid);
  const seen = await eyes.observeProcess(identity ?? { pid });
  if (seen.kind !== 'alive') return seen;
  const laterMs = Date.parse(seen.startedAt ?? '') - Date.parse(startedAt);
  const unknown = (why: string): ProcessReading => ({ kind: 'unknown', why, observedAt });
  if (Number.isNaN(laterMs)) return unknown(`when process ${pid} began is not known`);
  if (laterMs < -slackMs) return unknown(`process ${pid} began before the session did`);
  if (laterMs <= slackMs) return seen;
  // More likely the very same, and the clock was set since.
  return cwd !== undefined && isWithin(seen.cwd, cwd)
    ? unknown(`process ${pid} works in ${cwd}, and seems to have begun after the session did`)
    : { kind: 'reused', current: seen.identity, observedAt };
}

/** Sessions that no engine of ours holds, each looked at by the pid that another system recorded. */
export async function observeRecordedSessions(
  eyes: SessionEyes,
  engine: string,
  sessions: readonly Session[],
): Promise<EngineReading> {
  const entries = await Promise.all(
    sessions.map(async (session): Promise<EngineEntry> => {
      const process = await lookAt(eyes, session);
      return { sessionId: session.id, process, cwd: session.cwd };
    }),
  );
  return { kind: 'read', engine, entries, observedAt: eyes.clock.now() };
}
