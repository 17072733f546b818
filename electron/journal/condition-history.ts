import type { Database } from 'better-sqlite3';
import type { Condition, WorkAtRisk } from '#shared/domain/condition.ts';
import type { Episode } from '#shared/domain/history.ts';

type Seen = Pick<Condition, 'id' | 'lane' | 'reason' | 'subject' | 'workAtRisk'>;

/** When conditions appeared and were gone. */
export interface ConditionHistory {
  /**
   * Takes those that are there now; writes only when one appeared or went. `nowMs` since the epoch.
   * Not `isWhole`: there may be more than was looked at so far, so nothing has gone.
   */
  record(present: readonly Seen[], nowMs: number, isWhole?: boolean): void;
  /** Those that were there at any moment since then, oldest first; at most `limit` (200,000). */
  since(fromMs: number, limit?: number): readonly Episode[];
  /** When the first episode began; undefined when there is none. */
  beganMs(): number | undefined;
  /** Forgets what was gone before then; gives how many. */
  prune(beforeMs: number): number;
}

interface Row {
  readonly condition_id: string;
  readonly lane: Episode['lane'];
  readonly reason: Episode['reason'];
  readonly workspace: string;
  readonly files: number | null;
  readonly commits: number | null;
  readonly minutes: number | null;
  readonly usd: number | null;
  readonly appeared_ms: number;
  readonly cleared_ms: number | null;
}

const riskColumns = ({ uncommittedFiles, unpushedCommits, minutes, usd }: WorkAtRisk) =>
  [uncommittedFiles ?? null, unpushedCommits ?? null, minutes ?? null, usd ?? null] as const;

export function createConditionHistory({ db }: { readonly db: Database }): ConditionHistory {
  const openIds = db
    .prepare<[], string>('SELECT condition_id FROM condition_history WHERE cleared_ms IS NULL')
    .pluck();
  // Another process may have seen it first: then its episode stays.
  const begin = db.prepare(
    `INSERT OR IGNORE INTO condition_history
     (condition_id, lane, reason, workspace, files, commits, minutes, usd, appeared_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const end = db.prepare(
    `UPDATE condition_history SET cleared_ms = max(?, appeared_ms),
     files = coalesce(?, files), commits = coalesce(?, commits),
     minutes = coalesce(?, minutes), usd = coalesce(?, usd)
     WHERE condition_id = ? AND cleared_ms IS NULL`,
  );
  const read = db.prepare<[number, number], Row>(
    `SELECT * FROM condition_history WHERE cleared_ms IS NULL OR cleared_ms >= ?
     ORDER BY appeared_ms LIMIT ?`,
  );
  const first = db
    .prepare<[], number | null>('SELECT min(appeared_ms) FROM condition_history')
    .pluck();
  const forget = db.prepare<[number]>('DELETE FROM condition_history WHERE cleared_ms < ?');
  const dataVersion = db.prepare<[], number>('PRAGMA data_version').pluck();

  let open = new Map<string, WorkAtRisk>();
  let version: number | undefined;

  /** Whoever else writes to the journal may have begun or ended episodes as well. */
  function refresh(): void {
    const now = dataVersion.get();
    if (now === version) return;
    version = now;
    open = new Map(openIds.all().map((id) => [id, open.get(id) ?? {}]));
  }

  return {
    record(present, nowMs, isWhole = true) {
      refresh();
      const here = new Map(present.map((condition) => [condition.id, condition.workAtRisk]));
      const appeared = present.filter(({ id }) => !open.has(id));
      const gone = isWhole ? [...open].filter(([id]) => !here.has(id)) : [];
      if (appeared.length + gone.length > 0)
        db.transaction(() => {
          for (const { id, lane, reason, subject, workAtRisk } of appeared)
            begin.run(id, lane, reason, subject.workspace, ...riskColumns(workAtRisk), nowMs);
          for (const [id, workAtRisk] of gone) end.run(nowMs, ...riskColumns(workAtRisk), id);
        }).immediate();
      open = isWhole ? here : new Map([...open, ...here]);
    },
    since: (fromMs, limit = 200_000) => read.all(fromMs, limit).map(readEpisode),
    beganMs: () => first.get() ?? undefined,
    prune: (beforeMs) => forget.run(beforeMs).changes,
  };
}

const readEpisode = (row: Row): Episode => ({
  conditionId: row.condition_id,
  lane: row.lane,
  reason: row.reason,
  workspace: row.workspace,
  workAtRisk: {
    ...(row.files === null ? {} : { uncommittedFiles: row.files }),
    ...(row.commits === null ? {} : { unpushedCommits: row.commits }),
    ...(row.minutes === null ? {} : { minutes: row.minutes }),
    ...(row.usd === null ? {} : { usd: row.usd }),
  },
  appearedMs: row.appeared_ms,
  clearedMs: row.cleared_ms ?? undefined,
});
