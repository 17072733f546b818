import type { ObserveProcess } from '#shared/domain/engine.ts';
import type { LockHolder, ProcessReading } from '#shared/domain/observation.ts';
import { parseLockText, type NamedProcess } from '#shared/domain/lock-text.ts';

/** Starts are written down in seconds and computed from ticks: they may differ by this much. */
const toleranceMs = 2000;

/** Below this a number is no time since 1970 that a living process could have. */
const firstEpochSeconds = 1_000_000_000;

/** No process has this start, so that whoever has the pid is told as another one, with its start. */
const nobodysStart = '0';

/**
 * Who keeps a lock with this text. A start in the system's own form proves as much as in a record; a
 * date can prove that it is the one, never that it is another; a pid alone proves only its absence.
 */
export async function observeLockHolder(
  observeProcess: ObserveProcess,
  text: string,
): Promise<LockHolder> {
  const named = parseLockText(text);
  if (named === undefined) return { kind: 'unnamed' };
  return { kind: 'named', pid: named.pid, process: await observeNamed(observeProcess, named) };
}

async function observeNamed(
  observeProcess: ObserveProcess,
  { pid, host, start, startedMs }: NamedProcess,
): Promise<ProcessReading> {
  const startTime = start === undefined ? nobodysStart : String(start);
  const seen = await observeProcess({ pid, startTime, host });
  if (seen.kind !== 'reused') return seen;
  const isOwnForm = start !== undefined && start > 0 && start < firstEpochSeconds;
  if (isOwnForm && /^\d+$/u.test(seen.current.startTime ?? '')) return seen;
  const now = await observeProcess(seen.current);
  const times = startedMs === undefined ? timesOf(start) : [startedMs];
  if (now.kind === 'alive' && times.some((ms) => isCloseTo(now.startedAt, ms))) return now;
  const why = `process ${pid} exists, but nothing tells whether it is the one that took the lock`;
  return { kind: 'unknown', why, observedAt: seen.observedAt };
}

/** A number may be seconds or milliseconds. */
const timesOf = (start: number | undefined): readonly number[] =>
  start === undefined ? [] : [start * 1000, start];

const isCloseTo = (startedAt: string | undefined, ms: number): boolean =>
  startedAt !== undefined && Math.abs(Date.parse(startedAt) - ms) <= toleranceMs;
