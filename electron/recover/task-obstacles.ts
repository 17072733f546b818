import { isFinishedTask } from '#shared/domain/task.ts';
import type { LeaseVerdict } from './lease-verdict.ts';
import type { TaskScene } from './task-scene.ts';

/** Whether every session that is recorded as active was proven dead (or there is none). */
export const areSessionsDead = ({ activeSessions }: TaskScene): boolean =>
  activeSessions.every(({ fate }) => fate.kind === 'dead');

/**
 * Whether the task stopped without an end: blocked, or still recorded as running although its
 * session is proven dead (the loop blocks it in a moment).
 */
export const isInterrupted = (scene: TaskScene): boolean => {
  const state = scene.task?.record.state;
  if (state === 'blocked') return true;
  return state === 'running' && scene.activeSessions.length > 0 && areSessionsDead(scene);
};

/** The task's state as a planned fact: both ways of having stopped read the same. */
export const taskFact = (scene: TaskScene): string =>
  isInterrupted(scene) ? 'stopped' : (scene.task?.record.state ?? 'not recorded');

/** What stands in the way of starting a task again, whichever way; undefined when nothing does. */
export function obstacleToStarting(scene: TaskScene): string | undefined {
  const { task, checkpoint } = scene;
  if (task === undefined) return 'It belongs to no recorded task; adopt it first.';
  if (task.record.resultPublished || checkpoint?.record.resultPublished === true)
    return 'Its result is published already, so the work must not be done twice.';
  if (isFinishedTask(task.record)) return `The task is ${task.record.state} already.`;
  return obstacleOfSessions(scene) ?? obstacleOfState(scene) ?? obstacleOfLease(scene.lease);
}

function obstacleOfState(scene: TaskScene): string | undefined {
  if (isInterrupted(scene)) return undefined;
  return `The task is ${scene.task?.record.state.replaceAll('_', ' ') ?? 'gone'}, not blocked.`;
}

function obstacleOfSessions({ activeSessions }: TaskScene): string | undefined {
  for (const { recorded, fate } of activeSessions) {
    if (fate.kind === 'alive')
      return `Session ${recorded.record.id} still works on it; stop that first or let it finish.`;
    if (fate.kind === 'unknown')
      return `Whether session ${recorded.record.id} still lives is not known (${fate.why}); look again.`;
    if (fate.exitCode === 0)
      return `Session ${recorded.record.id} finished well; update its status instead.`;
  }
  return undefined;
}

/** Why an environment under this lease is not ours to use. */
export function obstacleOfLease(lease: LeaseVerdict): string | undefined {
  switch (lease.kind) {
    case 'free':
    case 'abandoned':
      return undefined;
    case 'held':
      return `Its environment is leased to ${lease.by}, still alive; wait or stop it.`;
    case 'unreadable':
      return `Its environment is leased to ${lease.by}, whom nothing identifies; release the lease first.`;
    case 'unknown':
      return `Its environment is leased to ${lease.by}, and whether that lives is not known (${lease.why}); look again.`;
  }
}

/** The lease as a planned fact: abandoned and released are the same to whoever needs it free. */
export const leaseFact = (lease: LeaseVerdict): string =>
  lease.kind === 'free' || lease.kind === 'abandoned' ? 'nobody' : `${lease.by} (${lease.kind})`;

/** The task's living sessions as a planned fact. */
export const sessionsFact = ({ activeSessions }: TaskScene): string => {
  const open = activeSessions.filter(({ fate }) => fate.kind !== 'dead');
  return open.length === 0
    ? 'none'
    : open.map(({ recorded, fate }) => `${recorded.record.id} (${fate.kind})`).join(', ');
};
