import type { RecordChange, RecordSet } from './records.ts';
import type { Instant, Run, RunStatus } from './run.ts';
import type { Task } from './task.ts';

/** A run's status from its own tasks and its child runs. */
export type RunStatusRule = (
  tasks: readonly Pick<Task, 'state'>[],
  children: readonly Pick<Run, 'status'>[],
) => RunStatus;

export interface RollUp {
  /** The records as they are before the write. */
  readonly records: Pick<RecordSet, 'runs' | 'tasks'>;
  readonly runStatus: RunStatusRule;
  readonly now: Instant;
}

const isOver = (status: RunStatus): boolean =>
  status === 'completed' || status === 'failed' || status === 'cancelled';

/** A run from now on in this status, with its end if it is one. */
export function withStatus(run: Run, status: RunStatus, now: Instant): Run {
  const { completedAt: _former, ...rest } = run;
  return { ...rest, status, updatedAt: now, ...(isOver(status) && { completedAt: now }) };
}

/** What a write makes of tasks and runs, and the runs that it touches. */
function applied({ records }: RollUp, changes: readonly RecordChange[]) {
  const tasks = new Map(records.tasks.map(({ record }) => [record.id, record]));
  const runs = new Map(records.runs.map(({ record }) => [record.id, record]));
  const touched = new Set<string | undefined>();
  const own = new Set<string>();
  for (const change of changes) {
    if (change.kind === 'task') {
      touched.add(tasks.get(change.id)?.runId).add(change.after?.runId);
      if (change.after === undefined) tasks.delete(change.id);
      else tasks.set(change.id, change.after);
    }
    if (change.kind === 'run') {
      own.add(change.id);
      touched.add(change.id).add(runs.get(change.id)?.parentRunId);
      if (change.after === undefined) runs.delete(change.id);
      else runs.set(change.id, change.after);
    }
  }
  return { tasks: [...tasks.values()], runs, touched, own };
}

/**
 * The changes of runs that a write of tasks and runs brings with it, up to the topmost parent; to be
 * written in the same transaction. A run that the write itself changes is left as it says.
 */
export function rollUpRuns(
  around: RollUp,
  changes: readonly RecordChange[],
): readonly RecordChange[] {
  const { tasks, runs, touched, own } = applied(around, changes);
  const before = new Map(around.records.runs.map((run) => [run.record.id, run]));

  function refresh(run: Run): boolean {
    if (own.has(run.id)) return true;
    const children = [...runs.values()].filter(({ parentRunId }) => parentRunId === run.id);
    const ofRun = tasks.filter(({ runId }) => runId === run.id);
    const status = around.runStatus(ofRun, children);
    if (status !== run.status) runs.set(run.id, withStatus(run, status, around.now));
    return status !== run.status;
  }

  for (const first of touched) {
    const seen = new Set<string>();
    let run = first === undefined ? undefined : runs.get(first);
    // Foreign records may name each other as parents.
    while (run !== undefined && !seen.has(run.id) && refresh(run)) {
      seen.add(run.id);
      run = run.parentRunId === undefined ? undefined : runs.get(run.parentRunId);
    }
  }
  return [...runs.values()].flatMap((after): RecordChange[] => {
    const known = before.get(after.id);
    if (known === undefined || own.has(after.id) || after.status === known.record.status) return [];
    return [{ kind: 'run', id: after.id, expectedVersion: known.version, after }];
  });
}
