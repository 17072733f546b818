import type { HistoryStats } from '#shared/domain/history.ts';
import { reasons } from '#shared/domain/condition.ts';
import { later } from '#shared/testing/moments.ts';
import type { Sampling } from './tried-names.ts';

const dayMs = 24 * 3_600_000;

/** Quiet weekends, one bad Tuesday. */
function usualHistory(days: number, now: string): HistoryStats {
  const pattern = [4, 7, 2, 5, 1, 0, 0, 3, 26, 6, 2, 4, 1, 0];
  return {
    from: later(now, -(days - 1) * dayMs),
    to: now,
    recordedSince: later(now, -Math.min(days, 26) * dayMs),
    days: Array.from({ length: days }, (_, index) => {
      const count = pattern[(days - index) % pattern.length] ?? 0;
      return {
        day: later(now, (index - days + 1) * dayMs).slice(0, 10),
        crashed: Math.ceil(count / 2),
        orphaned: count % 3,
        drifted: Math.floor(count / 3),
        blocked: count % 2,
        recoveryMs: count === 0 ? null : 240_000 + ((count * 7) % 11) * 260_000,
      };
    }),
    appeared: 148,
    cleared: 139,
    meanRecoveryMs: 1_520_000,
    medianRecoveryMs: 410_000,
    reasons: [
      { reason: 'process_gone', count: 61, open: 2 },
      { reason: 'directory_missing', count: 34, open: 0 },
      { reason: 'lease_abandoned', count: 22, open: 1 },
      { reason: 'pid_reused', count: 18, open: 0 },
      { reason: 'interrupted', count: 9, open: 5 },
      { reason: 'rebase_in_progress', count: 4, open: 1 },
    ],
    workspaces: [
      { workspace: '/home/operator/code/api', count: 92, open: 6 },
      { workspace: '/home/operator/code/web', count: 41, open: 2 },
      { workspace: '/home/operator/code/infra', count: 15, open: 1 },
    ],
    saved: { items: 87, uncommittedFiles: 312, unpushedCommits: 64, minutes: 2210, usd: 141.6 },
  };
}

/** Nothing was ever recorded. */
const emptyHistory = (days: number, now: string): HistoryStats => ({
  ...usualHistory(days, now),
  recordedSince: null,
  days: usualHistory(days, now).days.map(({ day }) => ({
    day,
    crashed: 0,
    orphaned: 0,
    drifted: 0,
    blocked: 0,
    recoveryMs: null,
  })),
  appeared: 0,
  cleared: 0,
  meanRecoveryMs: null,
  medianRecoveryMs: null,
  reasons: [],
  workspaces: [],
  saved: { items: 0, uncommittedFiles: 0, unpushedCommits: 0, minutes: 0, usd: 0 },
});

/** One item, once. */
function singleHistory(days: number, now: string): HistoryStats {
  const usual = usualHistory(days, now);
  const empty = emptyHistory(days, now);
  const [workspace] = usual.workspaces;
  return {
    ...empty,
    recordedSince: later(now, -3 * dayMs),
    days: empty.days.map((day, at) =>
      at === days - 3 ? { ...day, crashed: 1, recoveryMs: 410_000 } : day,
    ),
    appeared: 1,
    cleared: 1,
    meanRecoveryMs: 410_000,
    medianRecoveryMs: 410_000,
    reasons: [{ reason: 'process_gone', count: 1, open: 0 }],
    workspaces: workspace === undefined ? [] : [{ ...workspace, count: 1, open: 0 }],
    saved: { items: 1, uncommittedFiles: 3, unpushedCommits: 0, minutes: 37, usd: 2.1 },
  };
}

/** Every reason in a great many workspaces. */
function fullHistory(days: number, now: string, items: number): HistoryStats {
  const usual = usualHistory(days, now);
  const falling = (from: number, at: number) => Math.max(1, Math.floor(from / (at + 1)));
  return {
    ...usual,
    recordedSince: later(now, -400 * dayMs),
    days: usual.days.map((day) => ({
      ...day,
      crashed: day.crashed * 43,
      orphaned: day.orphaned * 31,
      drifted: day.drifted * 57,
      blocked: day.blocked * 12,
    })),
    appeared: items,
    cleared: items - 12,
    reasons: reasons.map((reason, at) => ({ reason, count: falling(items, at), open: at % 3 })),
    workspaces: Array.from({ length: 40 }, (_, at) => ({
      workspace: `/home/operator/code/service-${at + 1}`,
      count: falling(items, at),
      open: at % 4,
    })),
    saved: {
      items,
      uncommittedFiles: 48_211,
      unpushedCommits: 3907,
      minutes: 98_460,
      usd: 18_412.7,
    },
  };
}

/** What went wrong in so many days: nothing, one thing, as usual, or a great deal. */
export function sampleHistory(days: number, { items, now, names }: Sampling): HistoryStats {
  if (items === 0) return emptyHistory(days, now);
  if (items === 1) return singleHistory(days, now);
  const stats = items > 100 ? fullHistory(days, now, items) : usualHistory(days, now);
  if (names === undefined) return stats;
  const workspaces = stats.workspaces.map((one, at) => ({
    ...one,
    workspace: `/home/operator/code/${names.workspace}${at === 0 ? '' : `-${at + 1}`}`,
  }));
  return { ...stats, workspaces };
}
