import type { SourceRow, SweepDocument, SweepSummary } from '#shared/contract/sweep.ts';
import type { View, WorkspaceRow } from '#shared/contract/view.ts';
import type { Condition } from '#shared/domain/condition.ts';
import type { Operation } from '#shared/domain/plan.ts';
import type { Reconciliation } from '#shared/domain/reconciliation.ts';
import type { RecordSet } from '#shared/domain/records.ts';
import type { Instant } from '#shared/domain/run.ts';
import { runRows, taskRows } from './run-rows.ts';

export interface ViewParts {
  readonly home: string;
  readonly observedAt: Instant | null;
  readonly recorded: RecordSet;
  readonly reconciliation: Reconciliation;
  /** Condition id → signature at the time it was acknowledged, and until when it was snoozed. */
  readonly acknowledged: ReadonlyMap<
    string,
    { readonly signature: string; readonly until?: Instant | undefined }
  >;
  readonly workspaces: readonly WorkspaceRow[];
  readonly sources: readonly SourceRow[];
  readonly operations: readonly Operation[];
  readonly failure: string | null;
}

function summarise(
  conditions: readonly Condition[],
  sessions: SweepSummary['sessions'],
): SweepSummary {
  const lanes = { crashed: 0, orphaned: 0, drifted: 0, blocked: 0 };
  for (const condition of conditions) lanes[condition.lane] += 1;
  return { sessions, lanes, clean: conditions.length === 0 };
}

/** What the screens mirror and the terminal prints, from one look. Pure. */
export function buildView(parts: ViewParts): View {
  const isAcknowledged = (condition: Condition): boolean =>
    parts.acknowledged.get(condition.id)?.signature === condition.signature;
  const open = parts.reconciliation.conditions.filter((condition) => !isAcknowledged(condition));
  const environments = new Map(
    parts.recorded.environments.map((recorded) => [recorded.record.id, recorded]),
  );
  const tasks = taskRows(parts.recorded);
  return {
    header: {
      observedAt: parts.observedAt,
      home: parts.home,
      summary: summarise(open, parts.reconciliation.sessions),
      workspaces: parts.workspaces,
      sources: parts.sources,
      failure: parts.failure,
    },
    conditions: open,
    acknowledged: parts.reconciliation.conditions.filter(isAcknowledged).map((condition) => {
      const until = parts.acknowledged.get(condition.id)?.until;
      return until === undefined ? condition : { ...condition, snoozedUntil: until };
    }),
    environments: parts.reconciliation.environments.map((verdict) => {
      const recorded = environments.get(verdict.id);
      return {
        ...verdict,
        workspace: recorded?.workspace ?? '',
        branch: recorded?.record.git?.branch ?? null,
        taskId: recorded?.record.taskId ?? null,
      };
    }),
    tasks,
    runs: runRows(parts.recorded, tasks),
    operations: parts.operations,
  };
}

/** Whether something is shown as snoozed that is due by now. */
export const isSnoozeOver = ({ acknowledged }: View, now: Instant): boolean =>
  acknowledged.some(({ snoozedUntil }) => snoozedUntil !== undefined && snoozedUntil <= now);

/** The same facts as one document (`rollcall sweep --json`). */
export function toSweepDocument(view: View, now: Instant): SweepDocument {
  const { conditions, acknowledged, environments, tasks, runs, header } = view;
  return {
    schemaVersion: 1,
    observedAt: header.observedAt ?? now,
    home: header.home,
    summary: header.summary,
    conditions,
    acknowledged,
    environments,
    tasks,
    runs,
    sources: header.sources,
  };
}

export const emptyView = (home: string): View => ({
  header: {
    observedAt: null,
    home,
    summary: {
      sessions: { inSync: 0, crashed: 0, orphaned: 0, statusUpdates: 0, unknown: 0, leftovers: 0 },
      lanes: { crashed: 0, orphaned: 0, drifted: 0, blocked: 0 },
      clean: true,
    },
    workspaces: [],
    sources: [],
    failure: null,
  },
  conditions: [],
  acknowledged: [],
  environments: [],
  tasks: [],
  runs: [],
  operations: [],
});
