import type { Checkpoint } from './checkpoint.ts';

/**
 * The sentences that Rollcall itself puts into a task's `blockedReasons`, and how to know them again:
 * Resume may take these away, never a reason that somebody else wrote.
 */
const interrupted = 'Interrupted';

/** Why an interrupted task waits, built from its latest checkpoint. Same checkpoint, same sentence. */
export function interruptionReason(
  checkpoint:
    | Pick<Checkpoint, 'safeBoundaryLabel' | 'replaySafety' | 'resumeDisposition'>
    | undefined,
): string {
  if (checkpoint === undefined) return `${interrupted}: it has no checkpoint to go on from.`;
  const { safeBoundaryLabel, replaySafety, resumeDisposition } = checkpoint;
  const boundary = `“${safeBoundaryLabel}”`;
  if (resumeDisposition === 'resume_from_checkpoint')
    return `${interrupted}: can resume from ${boundary}.`;
  if (resumeDisposition === 'restart_from_boundary')
    return `${interrupted}: can safely restart from ${boundary}.`;
  return `${interrupted}: needs the operator because ${boundary} is ${replaySafety.replaceAll('_', ' ')}.`;
}

/** Why a task waits whose agent could not be started again. */
export const startFailureReason = (message: string): string =>
  `${interrupted}: its agent could not be started again (${message}).`;

/** Whether a reason is one of the above: about the interruption, and so gone once the task goes on. */
export const isInterruptionReason = (reason: string): boolean =>
  reason.startsWith(`${interrupted}:`);

/** Why a task waits for its environment; `what` goes on the sentence: “is missing and must be recreated”. */
export const environmentReason = (environmentId: string, what: string): string =>
  `Environment ${environmentId} ${what}.`;

/** Whether a reason is about that environment, and so gone once the environment is well. */
export const isEnvironmentReason = (reason: string, environmentId: string): boolean =>
  reason.startsWith(`Environment ${environmentId} `);

/** Why a task can never start that depends on itself; `path` begins and ends with the same task. */
export const cycleReason = (path: readonly string[]): string =>
  `Depends on itself, so it can never start: ${path.join(' → ')}.`;

/** Why a task waits for another. */
export const dependencyReason = (taskId: string): string => `Waits for task ${taskId}.`;
