import { cycleReason } from '#shared/domain/blocked-reason.ts';
import { compareInTime } from '#shared/domain/compare-in-time.ts';
import { groupBy } from '#shared/domain/group-by.ts';
import type { Transition } from '#shared/domain/reconciliation.ts';
import type { Recorded, RecordSet } from '#shared/domain/records.ts';
import type { Instant } from '#shared/domain/run.ts';
import { isFinishedTask, type Task } from '#shared/domain/task.ts';
import { findCycles } from './find-cycles.ts';
import { createRollUp } from './roll-up-runs.ts';
import { createStartable, isAtWork } from './startable.ts';

export interface ScheduleRequest {
  readonly recorded: RecordSet;
  /** Where queued tasks start by themselves. */
  readonly workspaces: ReadonlySet<string>;
  /** Tasks of one workspace that may run at once. */
  readonly concurrencyLimit: number;
  /** Tasks that somebody is at, or that are not to start by themselves. */
  readonly heldTaskIds: ReadonlySet<string>;
  readonly isCommandKnown: (task: Task) => boolean;
  readonly now: Instant;
}

export interface Schedule {
  /** Task ids, in the order to start them. */
  readonly start: readonly string[];
  /** Tasks that can never start are blocked, each with its reason; to be written in this order. */
  readonly transitions: readonly Transition[];
}

const nothing: Schedule = { start: [], transitions: [] };

/** Those recorded first go first. */
const byAge = ({ record: a }: Recorded<Task>, { record: b }: Recorded<Task>): number =>
  compareInTime({ at: a.createdAt, id: a.id }, { at: b.createdAt, id: b.id });

/**
 * One pass of scheduling: which queued tasks start now, and which never can. A task starts when all it
 * depends on is completed, its workspace has room, and Rollcall knows how. Pure and idempotent: once
 * the outcome is recorded, a second pass gives nothing. Order of input does not matter.
 */
export function schedule(request: ScheduleRequest): Schedule {
  const { recorded, workspaces } = request;
  const queued = recorded.tasks.filter(
    ({ record, source, workspace }) =>
      record.state === 'queued' && source === 'rollcall' && workspaces.has(workspace),
  );
  if (queued.length === 0) return nothing;
  const stuck = findStuck(recorded, queued);
  const waiting = queued.filter(({ record }) => !stuck.has(record.id));
  return { start: choose(request, waiting), transitions: blockStuck(request, queued, stuck) };
}

/** Where nothing waits, nothing can wait for itself. */
function findStuck(
  { tasks }: RecordSet,
  queued: readonly Recorded<Task>[],
): ReadonlyMap<string, readonly string[]> {
  if (queued.every(({ record }) => record.dependsOn.length === 0)) return new Map();
  return findCycles(tasks.map(({ record }) => record).filter((task) => !isFinishedTask(task)));
}

function choose(request: ScheduleRequest, waiting: readonly Recorded<Task>[]): readonly string[] {
  const { recorded, concurrencyLimit } = request;
  const startable = createStartable(request);
  const room = new Map<string, number>();
  for (const task of recorded.tasks)
    if (isAtWork(task.record, startable.activeTaskIds))
      room.set(task.workspace, (room.get(task.workspace) ?? concurrencyLimit) - 1);
  const taken = new Set<string>();
  const start: string[] = [];
  for (const one of waiting.toSorted(byAge)) {
    const left = room.get(one.workspace) ?? concurrencyLimit;
    const place = left > 0 ? startable.placeOf(one.record) : undefined;
    // Two tasks in one environment go one after the other.
    if (place === undefined || taken.has(place)) continue;
    taken.add(place);
    room.set(one.workspace, left - 1);
    start.push(one.record.id);
  }
  return start;
}

function blockStuck(
  { recorded: { runs, tasks }, now }: ScheduleRequest,
  queued: readonly Recorded<Task>[],
  stuck: ReadonlyMap<string, readonly string[]>,
): readonly Transition[] {
  const inOrder = queued.filter(({ record }) => stuck.has(record.id)).toSorted(byAge);
  if (inOrder.length === 0) return [];
  const rollUp = createRollUp({
    situation: { now },
    runs: new Map(runs.map((run) => [run.record.id, run])),
    tasksOf: groupBy(tasks, ({ record }) => record.runId),
    childrenOf: groupBy(runs, ({ record }) => record.parentRunId),
  });
  return inOrder.map((one) => {
    const { record, version } = one;
    const reason = cycleReason(stuck.get(record.id) ?? []);
    const blockedReasons = [...record.blockedReasons.filter((known) => known !== reason), reason];
    const after: Task = { ...record, state: 'blocked', blockedReasons, updatedAt: now };
    return {
      changes: [
        { kind: 'task', id: record.id, expectedVersion: version, after },
        ...rollUp.change(record.runId, record.state, after.state),
      ],
      audit: tellBlocked(record, after, reason),
    };
  });
}

const tellBlocked = (before: Task, after: Task, reason: string): Transition['audit'] => ({
  actor: 'rollcall',
  verb: 'task_blocked',
  subject: `task:${before.id}`,
  before: { state: before.state, blockedReasons: before.blockedReasons },
  after: { state: after.state, blockedReasons: after.blockedReasons },
  result: 'applied',
  message: `Task ${before.id} is blocked. ${reason}`,
});
