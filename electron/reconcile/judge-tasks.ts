import type { Checkpoint } from '#shared/domain/checkpoint.ts';
import type { Recorded } from '#shared/domain/records.ts';
import type { Instant } from '#shared/domain/run.ts';
import { isFinishedTask, type Task } from '#shared/domain/task.ts';
import type { SessionComparison } from './compare-sessions.ts';
import { reasonsAfterLook } from './environment-block-reason.ts';
import { interruptCheckpoint, interruptTask } from './interrupt-task.ts';
import type { Roster } from './roster.ts';
import { judgeTaskLife, lastSession, type TaskLife } from './task-life.ts';
import type { EnvironmentCase, TaskCase } from './world.ts';

/**
 * The task after a look at its environment. Nobody blocks a task that may be at work; one that never
 * began goes back to where it was once the last reason is gone.
 */
function afterEnvironment(
  task: Task,
  life: TaskLife,
  place: EnvironmentCase | undefined,
  now: Instant,
): Task {
  const mayBeAtWork = life !== 'dead' && (life !== 'none' || task.state === 'running');
  if (place === undefined || !place.isConclusive || mayBeAtWork) return task;
  const before = task.blockedReasons;
  const blockedReasons = reasonsAfterLook(before, place.verdict);
  const isAdded = blockedReasons.some((reason) => !before.includes(reason));
  if (!isAdded && blockedReasons.length === before.length) return task;
  const isFree = blockedReasons.length === 0 && task.startedAt === undefined;
  const waiting = task.approvalRequired ? 'pending_approval' : 'queued';
  const state = isAdded ? 'blocked' : isFree && task.state === 'blocked' ? waiting : task.state;
  return { ...task, state, blockedReasons, updatedAt: now };
}

function judgeOne(
  roster: Roster,
  { judged }: SessionComparison,
  place: EnvironmentCase | undefined,
  recorded: Recorded<Task>,
): TaskCase {
  const { now } = roster.situation;
  const { record } = recorded;
  const life = judgeTaskLife(roster, judged, record.id, place?.lease);
  const recordedCheckpoint = roster.checkpoints.get(record.id);
  const isInterrupted = record.state === 'running' && life === 'dead';
  const checkpoint: Checkpoint | undefined =
    recordedCheckpoint !== undefined && isInterrupted
      ? interruptCheckpoint(recordedCheckpoint.record, now)
      : recordedCheckpoint?.record;
  const interrupted = isInterrupted ? interruptTask(record, checkpoint, now) : record;
  const task = isFinishedTask(record) ? record : afterEnvironment(interrupted, life, place, now);
  const session = lastSession(roster, judged, record.id);
  return { recorded, task, recordedCheckpoint, checkpoint, life, session, environment: place };
}

/** Every task as it is after the rules have blocked or freed it, by id. Finished ones stay. */
export function judgeTasks(
  roster: Roster,
  sessions: SessionComparison,
  environments: ReadonlyMap<string, EnvironmentCase>,
): Map<string, TaskCase> {
  const cases = new Map<string, TaskCase>();
  for (const [id, recorded] of roster.tasks) {
    const placeId = roster.placeOf.get(id)?.record.id;
    const place = placeId === undefined ? undefined : environments.get(placeId);
    cases.set(id, judgeOne(roster, sessions, place, recorded));
  }
  return cases;
}
