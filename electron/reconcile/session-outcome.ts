import type { EngineEntry } from '#shared/domain/observation.ts';
import type { Situation } from '#shared/domain/reconciliation.ts';
import type { Instant } from '#shared/domain/run.ts';
import type { ProcessIdentity, Session, SessionStatus } from '#shared/domain/session.ts';

/** What the engine's word makes of one recorded session. */
export type SessionOutcome =
  | { readonly kind: 'in_sync' }
  | { readonly kind: 'unresponsive' }
  | { readonly kind: 'status_behind'; readonly status: SessionStatus }
  /** Too young for its absence to mean anything. */
  | { readonly kind: 'starting' }
  /** Ended with code 0 while nobody wrote it down. */
  | { readonly kind: 'finished' }
  | { readonly kind: 'exited'; readonly exitCode: number | undefined }
  | { readonly kind: 'gone' }
  | { readonly kind: 'reused'; readonly current: ProcessIdentity }
  | { readonly kind: 'running_after_exit' }
  /** Recorded as ended, and nothing says otherwise. */
  | { readonly kind: 'ended' }
  /** `isRecordedEnd`: the record at least says that it ended, and nobody could be asked. */
  | { readonly kind: 'unknown'; readonly why: string; readonly isRecordedEnd?: boolean }
  /** Seen dead together with too many others; held back until that is confirmed. */
  | { readonly kind: 'held_back' };

// Of nearly every session: made once.
const inSync: SessionOutcome = { kind: 'in_sync' };
const ended: SessionOutcome = { kind: 'ended' };

/** What is found of a session whose record and engine agree. */
export const agreedOutcome = (session: Session): SessionOutcome =>
  session.status === 'exit' ? ended : inSync;

export const isAgreed = ({ kind }: SessionOutcome): boolean =>
  kind === 'in_sync' || kind === 'ended';

export type SessionLife = 'alive' | 'unknown' | 'finished' | 'dead';

/** Whether a session lives, for those who wait on it. Only what was proven is `dead`. */
export function lifeOf(outcome: SessionOutcome): SessionLife {
  switch (outcome.kind) {
    case 'in_sync':
    case 'unresponsive':
    case 'status_behind':
    case 'running_after_exit':
      return 'alive';
    case 'starting':
    case 'held_back':
      return 'unknown';
    case 'unknown':
      return outcome.isRecordedEnd === true ? 'dead' : 'unknown';
    case 'finished':
      return 'finished';
    default:
      return 'dead';
  }
}

/** What a session was compared with, besides its engine's entry. */
export interface SessionLimits {
  readonly host: string;
  readonly nowMs: number;
  readonly spawnGraceMs: number;
  readonly heartbeatLimitMs: number;
  /** Silence counts from here on at the earliest; -Infinity where the machine slept at no time. */
  readonly awakeSinceMs: number;
}

/** The same pid, but started at another time or in another boot. */
const isOtherProcess = (session: Session, seen: ProcessIdentity): boolean =>
  session.pid === seen.pid &&
  (differs(session.startTime, seen.startTime) || differs(session.bootId, seen.bootId));

const differs = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a !== b;

const isStarting = (session: Session, { nowMs, spawnGraceMs }: SessionLimits): boolean =>
  session.status === 'spawned' && Math.abs(nowMs - Date.parse(session.startedAt)) < spawnGraceMs;

/** What one look holds sessions to. */
export const limitsOf = (
  { observed, policy, awakeSince }: Situation,
  now: Instant,
): SessionLimits => ({
  host: observed.host,
  nowMs: Date.parse(now),
  spawnGraceMs: policy.spawnGraceMs,
  heartbeatLimitMs: policy.heartbeatLimitMs,
  awakeSinceMs: awakeSince === undefined ? -Infinity : Date.parse(awakeSince),
});

/** Silence counts only for a session that has ever sent a heartbeat, and while the machine is awake. */
const isSilent = (
  session: Session,
  { nowMs, heartbeatLimitMs, awakeSinceMs }: SessionLimits,
): boolean =>
  session.lastHeartbeatAt !== undefined &&
  nowMs - Math.max(Date.parse(session.lastHeartbeatAt), awakeSinceMs) > heartbeatLimitMs;

/** A session of another host can be judged only by an entry that speaks for that host. */
const isElsewhere = (session: Session, entry: EngineEntry | undefined, host: string): boolean =>
  session.host !== undefined && session.host !== host && entry?.identity?.host !== session.host;

const order: Readonly<Record<SessionStatus, number>> = {
  spawned: 0,
  ready: 1,
  running: 2,
  handoff: 3,
  exit: 4,
};

function judgeLiving(session: Session, entry: EngineEntry, limits: SessionLimits): SessionOutcome {
  if (isSilent(session, limits)) return { kind: 'unresponsive' };
  const { status } = entry;
  const isBehind =
    status !== undefined && status !== 'exit' && order[status] > order[session.status];
  return isBehind ? { kind: 'status_behind', status } : inSync;
}

/** A recorded exit code is proof of the end, whoever has the pid now. */
function judgeDead(session: Session, entry: EngineEntry, limits: SessionLimits): SessionOutcome {
  if (entry.exitCode === 0) return { kind: 'finished' };
  if (entry.exitCode !== undefined) return { kind: 'exited', exitCode: entry.exitCode };
  if (entry.process.kind === 'reused') return { kind: 'reused', current: entry.process.current };
  return isStarting(session, limits)
    ? { kind: 'starting' }
    : { kind: 'exited', exitCode: undefined };
}

function judgeActive(
  session: Session,
  entry: EngineEntry | undefined,
  limits: SessionLimits,
): SessionOutcome {
  if (entry === undefined)
    return isStarting(session, limits) ? { kind: 'starting' } : { kind: 'gone' };
  const { process } = entry;
  if (process.kind === 'unknown') return { kind: 'unknown', why: process.why };
  if (process.kind !== 'alive') return judgeDead(session, entry, limits);
  return isOtherProcess(session, process.identity)
    ? { kind: 'reused', current: process.identity }
    : judgeLiving(session, entry, limits);
}

function judgeEnded(session: Session, entry: EngineEntry | undefined): SessionOutcome {
  if (entry?.process.kind === 'unknown') return { kind: 'unknown', why: entry.process.why };
  if (entry?.process.kind !== 'alive') return ended;
  return isOtherProcess(session, entry.process.identity) ? ended : { kind: 'running_after_exit' };
}

/** One session beside its engine's entry, or the lack of one in a list that could be read. */
export function judgeSession(
  session: Session,
  entry: EngineEntry | undefined,
  limits: SessionLimits,
): SessionOutcome {
  const isEnded = session.status === 'exit';
  if (isElsewhere(session, entry, limits.host))
    return {
      kind: 'unknown',
      why: `it ran on ${session.host ?? 'another host'}, which cannot be looked at from here`,
      isRecordedEnd: isEnded,
    };
  return isEnded ? judgeEnded(session, entry) : judgeActive(session, entry, limits);
}
