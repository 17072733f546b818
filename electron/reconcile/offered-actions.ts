import { isInterruptionReason } from '#shared/domain/blocked-reason.ts';
import type { Checkpoint } from '#shared/domain/checkpoint.ts';
import type { OfferedAction } from '#shared/domain/condition.ts';
import { verbEffects } from '#shared/domain/reason.ts';
import type { Task } from '#shared/domain/task.ts';
import type { Verb } from '#shared/domain/verb.ts';
import type { TaskLife } from './task-life.ts';

/** What is known of a task's surroundings; left out: nothing stands in the way there. */
export interface Surroundings {
  readonly life?: TaskLife | undefined;
  /**
   * `unknown`: its place could not be looked at; `unrecorded`: no record says where it is; `moved`: it
   * is elsewhere; `cut_off`: what is there is no worktree of its repository.
   */
  readonly place?: 'there' | 'missing' | 'moved' | 'cut_off' | 'unrecorded' | 'unknown' | undefined;
  /** Why its place cannot be set back to where the work began. */
  readonly stuck?: string | undefined;
  /** Only what keeps others from using the environment; a free or abandoned lease does not. */
  readonly lease?: 'held' | 'unknown' | 'unreadable' | undefined;
}

/** An offered action, or a disabled one with the reason why. */
export const action = (verb: Verb, why?: string, effect = verbEffects[verb]): OfferedAction =>
  why === undefined ? { verb, offered: true, effect } : { verb, offered: false, effect, why };

const obstacleOfTask = (task: Task, checkpoint: Checkpoint | undefined): string | undefined => {
  if (task.state !== 'blocked')
    return `Only a blocked task can be acted on; this one is ${task.state.replaceAll('_', ' ')}.`;
  return task.resultPublished || checkpoint?.resultPublished === true
    ? 'Its result is published already.'
    : undefined;
};

const obstacleOfLease = {
  held: 'Its environment is leased to someone still alive; wait or stop it.',
  unknown: 'Whether the holder of its lease lives could not be seen; look again.',
  unreadable: 'Nobody can tell who holds its lease; release the lease first.',
} as const;

function obstacleOfPlace({ life, place, lease }: Surroundings): string | undefined {
  if (life === 'alive') return 'A session of this task is alive; stop it or let it finish.';
  if (life === 'unknown')
    return 'Whether a session of this task lives could not be seen; look again.';
  if (life === 'finished') return 'Its session finished well; update the status instead.';
  if (place === 'unknown') return 'Its environment could not be seen; look again.';
  if (place === 'moved') return 'Its environment is in another place now; reattach it first.';
  if (place === 'cut_off')
    return 'Its environment is no worktree that its repository knows; mend that first.';
  return lease === undefined ? undefined : obstacleOfLease[lease];
}

function obstacleOfResume(
  task: Task,
  checkpoint: Checkpoint | undefined,
  place: Surroundings['place'],
): string | undefined {
  if (checkpoint === undefined) return 'It has no checkpoint.';
  const { safeBoundaryLabel: label, resumeDisposition } = checkpoint;
  if (resumeDisposition === 'restart_from_boundary')
    return `Checkpoint “${label}” is there to restart from, not to resume.`;
  if (resumeDisposition !== 'resume_from_checkpoint')
    return `Checkpoint “${label}” needs the operator.`;
  if (checkpoint.resumeState === undefined || checkpoint.resumeState === null)
    return `Checkpoint “${label}” has no resume state.`;
  if (place === 'unrecorded') return 'Its environment is not recorded any more.';
  if (place === 'missing') return 'Its environment is missing; recreate it first.';
  const other = task.blockedReasons.find((reason) => !isInterruptionReason(reason));
  return other === undefined ? undefined : `It also waits for this: ${other}`;
}

/**
 * Resume, Restart and Acknowledge for one task, each offered or with the reason why not. None unless
 * the task is blocked and nothing is published; Resume needs its disposition and a resume state.
 */
export function offeredActions(
  task: Task,
  checkpoint: Checkpoint | undefined,
  surroundings: Surroundings = {},
): readonly OfferedAction[] {
  const ofTask = obstacleOfTask(task, checkpoint);
  const ofStart = ofTask ?? obstacleOfPlace(surroundings);
  return [
    action('resume', ofStart ?? obstacleOfResume(task, checkpoint, surroundings.place)),
    action('restart', ofStart ?? surroundings.stuck),
    action('acknowledge', ofTask),
  ];
}
