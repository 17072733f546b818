import { backoffMs } from '#electron/platform/backoff.ts';

/**
 * Why a key is to be looked at, the most pressing last: its turn has come; files changed; its form
 * changed (HEAD, a lock, its directory); somebody asked and waits.
 */
export const causes = ['turn', 'content', 'shape', 'asked'] as const;
export type Cause = (typeof causes)[number];

/** One thing that is looked at by itself. Keys of one group are looked at together. */
export interface Key {
  readonly id: string;
  readonly group: string;
}

export interface Wake extends Key {
  readonly cause: Cause;
}

interface Entry {
  readonly group: string;
  pending: Cause | undefined;
  pendingSinceMs: number;
  lookedAtMs: number;
  intervalMs: number;
  failures: number;
  notBeforeMs: number;
}

/** A burst of changes is one change. */
export const settleMs = 100;
/** Between two looks at a key that keeps changing … */
const shortestMs = 2000;
/** … and how far that grows while it does. */
export const longestMs = 30_000;

export interface WakeQueue {
  /** Coalesces with what is pending for that key; the more pressing cause stays. */
  wake(wake: Wake): void;
  /** Takes what is due in a group, with the cause of each. */
  take(group: string, nowMs: number): ReadonlyMap<string, Cause>;
  /** Ends a look: a failed one is due again after a growing pause. */
  settle(id: string, isFailed: boolean, nowMs: number): void;
  dueGroups(nowMs: number): readonly string[];
  /** When the next pending key is due; Infinity when none is. */
  nextDueMs(): number;
  /** The key looked at longest ago, if nothing is pending for it and that was before `beforeMs`. */
  longestUnseen(beforeMs: number): Key | undefined;
  /** Forgets every other key. */
  retain(ids: ReadonlySet<string>): void;
}

const rank = (cause: Cause | undefined): number =>
  cause === undefined ? -1 : causes.indexOf(cause);

/** When a pending key may be looked at: at once if somebody waits, else in its own pace. */
function dueMs(entry: Entry): number {
  if (entry.pending === undefined) return Infinity;
  if (entry.pending === 'asked') return -Infinity;
  const pause = entry.pending === 'shape' ? shortestMs : entry.intervalMs;
  return Math.max(entry.pendingSinceMs + settleMs, entry.lookedAtMs + pause, entry.notBeforeMs);
}

/**
 * What is to be looked at, and how soon. It holds each key once, so it never grows beyond the number
 * of keys, however many events there are. `nowMs` by the caller's clock; `random` gives 0 to 1.
 */
export function createWakeQueue(deps: {
  readonly nowMs: () => number;
  readonly random: () => number;
}): WakeQueue {
  const entries = new Map<string, Entry>();

  function entryOf({ id, group }: Key): Entry {
    const known = entries.get(id);
    if (known?.group === group) return known;
    const entry: Entry = {
      group,
      pending: undefined,
      pendingSinceMs: 0,
      lookedAtMs: -Infinity,
      intervalMs: shortestMs,
      failures: 0,
      notBeforeMs: -Infinity,
    };
    entries.set(id, entry);
    return entry;
  }

  return {
    wake(wake) {
      const entry = entryOf(wake);
      if (entry.pending === undefined) entry.pendingSinceMs = deps.nowMs();
      if (rank(wake.cause) > rank(entry.pending)) entry.pending = wake.cause;
    },
    take(group, nowMs) {
      const taken = new Map<string, Cause>();
      for (const [id, entry] of entries) {
        if (entry.group !== group || entry.pending === undefined || dueMs(entry) > nowMs) continue;
        taken.set(id, entry.pending);
        if (entry.pending === 'content') {
          const isBusy = nowMs - entry.lookedAtMs < 2 * entry.intervalMs;
          entry.intervalMs = isBusy ? Math.min(longestMs, entry.intervalMs * 2) : shortestMs;
        }
        entry.pending = undefined;
        entry.lookedAtMs = nowMs;
      }
      return taken;
    },
    settle(id, isFailed, nowMs) {
      const entry = entries.get(id);
      if (entry === undefined) return;
      entry.failures = isFailed ? entry.failures + 1 : 0;
      entry.notBeforeMs = -Infinity;
      if (!isFailed) return;
      entry.notBeforeMs = nowMs + backoffMs(entry.failures, deps.random());
      if (entry.pending === undefined) entry.pendingSinceMs = nowMs;
      entry.pending ??= 'turn';
    },
    dueGroups: (nowMs) => [
      ...new Set(
        [...entries.values()].filter((entry) => dueMs(entry) <= nowMs).map(({ group }) => group),
      ),
    ],
    nextDueMs() {
      let next = Infinity;
      for (const entry of entries.values()) next = Math.min(next, dueMs(entry));
      return next;
    },
    longestUnseen(beforeMs) {
      let oldest: (Key & { readonly atMs: number }) | undefined;
      for (const [id, { group, pending, lookedAtMs }] of entries)
        if (pending === undefined && lookedAtMs < Math.min(beforeMs, oldest?.atMs ?? Infinity))
          oldest = { id, group, atMs: lookedAtMs };
      return oldest === undefined ? undefined : { id: oldest.id, group: oldest.group };
    },
    retain(ids) {
      for (const id of entries.keys()) if (!ids.has(id)) entries.delete(id);
    },
  };
}
