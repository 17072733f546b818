import type { HistoryStats } from '#shared/domain/history.ts';
import { later } from '#shared/testing/moments.ts';

const dayMs = 24 * 3_600_000;

/** Made-up days: quiet weekends, one bad Tuesday. */
export function sampleHistory(days: number, now: string): HistoryStats {
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
export const emptyHistory = (days: number, now: string): HistoryStats => ({
  ...sampleHistory(days, now),
  recordedSince: null,
  days: sampleHistory(days, now).days.map(({ day }) => ({
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
