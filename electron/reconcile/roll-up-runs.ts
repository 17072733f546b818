import type { RecordChange } from '#shared/domain/records.ts';
import { withStatus } from '#shared/domain/roll-up.ts';
import type { Run } from '#shared/domain/run.ts';
import type { TaskState } from '#shared/domain/task.ts';
import type { Roster } from './roster.ts';
import { runStatus } from './run-status.ts';

/** Counts of tasks by state, so that one change costs the same in a run of any size. */
type Tally = Map<TaskState, number>;

function add(tally: Tally, state: TaskState, by: number): void {
  const count = (tally.get(state) ?? 0) + by;
  if (count === 0) tally.delete(state);
  else tally.set(state, count);
}

/** What of a roster it needs. */
export type RunRoster = Pick<Roster, 'runs' | 'tasksOf' | 'childrenOf'> & {
  readonly situation: Pick<Roster['situation'], 'now'>;
};

/**
 * Follows runs through a series of task changes. Each change gives the writes that keep its run and
 * the runs above it true; expected versions count up from change to change, in the order given.
 */
export function createRollUp(roster: RunRoster): {
  change(runId: string, from: TaskState, to: TaskState): RecordChange[];
} {
  const { now } = roster.situation;
  const tallies = new Map<string, Tally>();
  const current = new Map<string, { readonly run: Run; readonly version: number }>();

  function tallyOf(runId: string): Tally {
    const known = tallies.get(runId);
    if (known !== undefined) return known;
    const tally: Tally = new Map();
    for (const { record } of roster.tasksOf.get(runId) ?? []) add(tally, record.state, 1);
    tallies.set(runId, tally);
    return tally;
  }

  function latest(runId: string): { readonly run: Run; readonly version: number } | undefined {
    const recorded = roster.runs.get(runId);
    return current.get(runId) ?? (recorded && { run: recorded.record, version: recorded.version });
  }

  function refresh(runId: string): RecordChange | undefined {
    const known = latest(runId);
    if (known === undefined) return undefined;
    const tasks = [...tallyOf(runId).keys()].map((state) => ({ state }));
    const children = (roster.childrenOf.get(runId) ?? []).map(
      ({ record }) => latest(record.id)?.run ?? record,
    );
    const status = runStatus(tasks, children);
    if (status === known.run.status) return undefined;
    const run = withStatus(known.run, status, now);
    current.set(runId, { run, version: known.version + 1 });
    return { kind: 'run', id: runId, expectedVersion: known.version, after: run };
  }

  return {
    change(runId, from, to) {
      if (from === to) return [];
      add(tallyOf(runId), from, -1);
      add(tallyOf(runId), to, 1);
      const changes: RecordChange[] = [];
      const seen = new Set<string>();
      let next: string | undefined = runId;
      while (next !== undefined && !seen.has(next)) {
        seen.add(next);
        const change = refresh(next);
        if (change === undefined) break;
        changes.push(change);
        next = latest(next)?.run.parentRunId;
      }
      return changes;
    },
  };
}
