import type { AuditExport, AuditFilter } from '#shared/contract/history.ts';
import type { Clock } from '#shared/domain/clock.ts';
import { counted } from '#shared/domain/counted.ts';
import type { HistoryStats } from '#shared/domain/history.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { formatAudit, type AuditFormat } from '#electron/journal/format-audit.ts';
import type { Journal } from '#electron/journal/open-journal.ts';
import { lastDays, summariseHistory } from '#electron/journal/summarise-history.ts';
import type { Live } from './live.ts';

export interface HistoryDeps {
  readonly clock: Clock;
  readonly journal: Pick<Journal, 'conditionHistory' | 'operations' | 'audit'>;
  readonly live: Live;
  /** Whether what is not there has gone. */
  readonly isWhole: () => boolean;
  readonly policy: () => Policy;
}

export interface HistoryPart {
  stats(days: number): HistoryStats;
  exportAudit(filter: AuditFilter, format: AuditFormat): AuditExport;
}

const dayMs = 24 * 3_600_000;
const exportedAtMost = 50_000;

const mediaTypes: Readonly<Record<AuditFormat, string>> = {
  json: 'application/json',
  csv: 'text/csv',
  md: 'text/markdown',
};

/** Remembers what appears and goes as it is published, and tells it summed up. */
export function createHistoryPart(deps: HistoryDeps): HistoryPart {
  const { clock, journal, live, policy } = deps;
  const { conditionHistory, operations, audit } = journal;
  let prunedMs = -Infinity;

  function tellForgotten(count: number): void {
    if (count === 0) return;
    audit.append({
      actor: 'rollcall',
      verb: 'retention_pruned',
      subject: 'machine:journal',
      after: { conditions: count },
      result: 'applied',
      message: `History forgot ${counted(count, 'condition')} that had been gone for longer than it keeps them.`,
    });
  }

  function record(): void {
    const { header, conditions, acknowledged } = live.view();
    // A failed look shows the last good rows: they say nothing about now.
    if (header.observedAt === null || header.failure !== null) return;
    const nowMs = clock.nowMs();
    conditionHistory.record([...conditions, ...acknowledged], nowMs, deps.isWhole());
    if (nowMs - prunedMs < dayMs) return;
    prunedMs = nowMs;
    tellForgotten(conditionHistory.prune(nowMs - policy().historyRetentionMs));
  }
  live.onChange(record);

  return {
    stats(count) {
      const nowMs = clock.nowMs();
      const days = lastDays(nowMs, count);
      const fromMs = days[0]?.startMs ?? nowMs;
      const window = { fromMs, toMs: nowMs, days, beganMs: conditionHistory.beganMs() };
      return summariseHistory(conditionHistory.since(fromMs), operations.list(2000), window);
    },
    exportAudit(filter, format) {
      const rows = audit.list({ ...filter, limit: exportedAtMost + 1 });
      const shown = rows.slice(0, exportedAtMost);
      return {
        fileName: `rollcall-audit-${clock.now().slice(0, 10)}.${format}`,
        mediaType: mediaTypes[format],
        text: formatAudit(shown, format),
        rows: shown.length,
        isCut: rows.length > shown.length,
      };
    },
  };
}
