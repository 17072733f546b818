import { addTo } from '#shared/domain/group-by.ts';
import type { Episode, HistoryDay, HistoryStats } from '#shared/domain/history.ts';
import type { Operation } from '#shared/domain/plan.ts';
import type { Verb } from '#shared/domain/verb.ts';

export interface HistoryWindow {
  /** Milliseconds since the epoch; the first day begins here. */
  readonly fromMs: number;
  readonly toMs: number;
  /** The beginnings of its days, in order, the first at `fromMs`, with what each is called. */
  readonly days: readonly { readonly day: string; readonly startMs: number }[];
  readonly beganMs: number | undefined;
}

/** The last `count` days by the wall clock, today included. */
export function lastDays(nowMs: number, count: number): HistoryWindow['days'] {
  const two = (value: number): string => String(value).padStart(2, '0');
  const today = new Date(nowMs);
  return Array.from({ length: count }, (_, index) => {
    // By date, not by 24 hours: a day in which the clocks change has 23 or 25 of them.
    const start = new Date(
      today.getFullYear(),
      today.getMonth(),
      today.getDate() - (count - 1 - index),
    );
    const day = `${start.getFullYear()}-${two(start.getMonth() + 1)}-${two(start.getDate())}`;
    return { day, startMs: start.getTime() };
  });
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? null)
    : mean(sorted.slice(Math.max(0, middle - 1), middle + 1));
}

function countBy<K extends string>(
  episodes: readonly Episode[],
  keyOf: (episode: Episode) => K,
): { key: K; count: number; open: number }[] {
  const counts = new Map<K, { key: K; count: number; open: number }>();
  for (const episode of episodes) {
    const key = keyOf(episode);
    const entry = counts.get(key) ?? { key, count: 0, open: 0 };
    entry.count += 1;
    if (episode.clearedMs === undefined) entry.open += 1;
    counts.set(key, entry);
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

/** These look or only note; nothing is saved by them. */
const idleVerbs: readonly Verb[] = ['look_again', 'acknowledge', 'mark_crashed', 'update_status'];

/** Episodes that an operation ended; what it began later cannot have ended it. */
function savedEpisodes(
  gone: readonly Episode[],
  operations: readonly Operation[],
): readonly Episode[] {
  const acted = new Map<string, number[]>();
  for (const { items, startedAt } of operations)
    for (const { conditionId, result, verb } of items)
      if (result === 'applied' && !idleVerbs.includes(verb))
        addTo(acted, conditionId, Date.parse(startedAt));
  return gone.filter(({ conditionId, appearedMs, clearedMs = 0 }) =>
    acted.get(conditionId)?.some((atMs) => atMs >= appearedMs && atMs <= clearedMs),
  );
}

/** What the charts of History draw, from the episodes and operations of some days. Pure. */
export function summariseHistory(
  episodes: readonly Episode[],
  operations: readonly Operation[],
  window: HistoryWindow,
): HistoryStats {
  const isWithin = (ms: number | undefined): ms is number =>
    ms !== undefined && ms >= window.fromMs && ms <= window.toMs;
  const appeared = episodes.filter(({ appearedMs }) => isWithin(appearedMs));
  const gone = episodes.filter(({ clearedMs }) => isWithin(clearedMs));
  const took = ({ appearedMs, clearedMs = appearedMs }: Episode): number => clearedMs - appearedMs;
  const days = window.days.map(({ day, startMs }, index): HistoryDay => {
    const endMs = window.days[index + 1]?.startMs ?? Number.POSITIVE_INFINITY;
    const isThen = (ms: number): boolean => ms >= startMs && ms < endMs;
    const counts = { crashed: 0, orphaned: 0, drifted: 0, blocked: 0 };
    for (const { lane, appearedMs } of appeared) if (isThen(appearedMs)) counts[lane] += 1;
    const recovered = gone.filter(({ clearedMs = -1 }) => isThen(clearedMs));
    return { day, ...counts, recoveryMs: mean(recovered.map(took)) };
  });
  const saved = savedEpisodes(gone, operations);
  const sum = (valueOf: (episode: Episode) => number | undefined): number =>
    saved.reduce((total, episode) => total + (valueOf(episode) ?? 0), 0);
  return {
    from: new Date(window.fromMs).toISOString(),
    to: new Date(window.toMs).toISOString(),
    recordedSince: window.beganMs === undefined ? null : new Date(window.beganMs).toISOString(),
    days,
    appeared: appeared.length,
    cleared: gone.length,
    meanRecoveryMs: mean(gone.map(took)),
    medianRecoveryMs: median(gone.map(took)),
    reasons: countBy(appeared, ({ reason }) => reason)
      .slice(0, 12)
      .map(({ key, count, open }) => ({ reason: key, count, open })),
    workspaces: countBy(appeared, ({ workspace }) => workspace)
      .slice(0, 12)
      .map(({ key, count, open }) => ({ workspace: key, count, open })),
    saved: {
      items: saved.length,
      uncommittedFiles: sum(({ workAtRisk }) => workAtRisk.uncommittedFiles),
      unpushedCommits: sum(({ workAtRisk }) => workAtRisk.unpushedCommits),
      minutes: sum(({ workAtRisk }) => workAtRisk.minutes),
      usd: sum(({ workAtRisk }) => workAtRisk.usd),
    },
  };
}
