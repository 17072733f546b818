import { sayEnd } from '#shared/domain/exit-code.ts';
import type { EngineEntry, ProcessReading } from '#shared/domain/observation.ts';
import type { ProcessIdentity, Session } from '#shared/domain/session.ts';
import type { Look } from './look.ts';
import type { RecoverDeps } from './recover-deps.ts';

/** What became of a session. Only `dead` was proven; `unknown` is acted on by nobody. */
export type SessionFate =
  | {
      readonly kind: 'alive';
      readonly identity?: ProcessIdentity | undefined;
      readonly entry?: EngineEntry | undefined;
    }
  | {
      readonly kind: 'dead';
      readonly how: string;
      readonly exitCode?: number | undefined;
      readonly endedAt?: string | undefined;
    }
  | { readonly kind: 'unknown'; readonly why: string };

type Eyes = Pick<RecoverDeps, 'observeProcess' | 'clock' | 'policy' | 'host'>;

/** A recorded session's identity, or undefined when its pid was never recorded. */
export const identityOf = (
  holder: Partial<Pick<Session, 'pid' | 'startTime' | 'bootId' | 'host'>>,
): ProcessIdentity | undefined =>
  holder.pid === undefined
    ? undefined
    : {
        pid: holder.pid,
        startTime: holder.startTime,
        bootId: holder.bootId,
        host: holder.host,
      };

/** Asks the session's engine, and where it does not list the session the process itself. */
export async function observeFate(eyes: Eyes, look: Look, session: Session): Promise<SessionFate> {
  const reading = await look.session(session.engine, session.id);
  const entry =
    reading.kind === 'read'
      ? reading.entries.find(({ sessionId }) => sessionId === session.id)
      : undefined;
  // What was written down on that host speaks for it, also once this machine has another name.
  const isElsewhere = session.host !== undefined && session.host !== eyes.host;
  if (isElsewhere && entry?.identity?.host !== session.host)
    return {
      kind: 'unknown',
      why: `it ran on ${session.host}, which cannot be looked at from here`,
    };
  if (entry !== undefined) return fateOfEntry(entry);
  const identity = identityOf(session);
  const process = identity === undefined ? undefined : await eyes.observeProcess(identity);
  if (process?.kind === 'alive') return { kind: 'alive', identity: process.identity };
  if (reading.kind === 'unreadable') return { kind: 'unknown', why: reading.why };
  if (process?.kind === 'unknown') return { kind: 'unknown', why: process.why };
  if (isStarting(eyes, session))
    return { kind: 'unknown', why: 'it was started a moment ago and may not be listed yet' };
  return process === undefined
    ? { kind: 'dead', how: `engine ${session.engine} does not list it` }
    : fateOfProcess(process);
}

function isStarting(eyes: Eyes, session: Session): boolean {
  const ageMs = eyes.clock.nowMs() - Date.parse(session.startedAt);
  // Far ahead: the date was set back since, and the start is no moment ago.
  return session.status === 'spawned' && Math.abs(ageMs) < eyes.policy.spawnGraceMs;
}

/** What an engine's own entry says of a session. */
export function fateOfEntry(entry: EngineEntry): SessionFate {
  const fate = fateOfProcess(entry.process);
  if (fate.kind === 'alive')
    return { kind: 'alive', identity: fate.identity ?? entry.identity, entry };
  if (fate.kind === 'unknown' || entry.exitCode === undefined) return fate;
  const { exitCode, endedAt } = entry;
  return { kind: 'dead', how: `it ${sayEnd(exitCode)}`, exitCode, endedAt };
}

/** What a look at one process by its identity says of it. */
export function fateOfProcess(process: ProcessReading): SessionFate {
  switch (process.kind) {
    case 'alive':
      return { kind: 'alive', identity: process.identity };
    case 'absent':
      return { kind: 'dead', how: 'its process is gone' };
    case 'reused':
      return { kind: 'dead', how: `pid ${process.current.pid} now belongs to another process` };
    case 'unknown':
      return { kind: 'unknown', why: process.why };
  }
}
