import type { Checkpoint, ReplaySafety, ResumeDisposition } from './checkpoint.ts';
import type { RecoveryAction } from './environment.ts';

/** What may follow an interruption, by how safe it is to do the same again. */
export const dispositionAfterInterruption: Readonly<Record<ReplaySafety, ResumeDisposition>> = {
  pure_readonly: 'restart_from_boundary',
  idempotent_write: 'restart_from_boundary',
  checkpoint_resumable: 'resume_from_checkpoint',
  operator_gated: 'operator_intervention_required',
  non_replayable_side_effect: 'operator_intervention_required',
};

/** Replay safety as part of a sentence: “before sending” is … */
export const replaySafetyWords: Readonly<Record<ReplaySafety, string>> = {
  pure_readonly: 'read-only',
  idempotent_write: 'safe to repeat',
  checkpoint_resumable: 'resumable',
  operator_gated: 'gated by an operator',
  non_replayable_side_effect: 'a side effect that cannot be repeated',
};

const interrupted = 'interrupted';

type Boundary = Pick<Checkpoint, 'replaySafety' | 'safeBoundaryLabel'>;

/** What an interrupted task could do next; without a checkpoint only that it was interrupted. */
export function interruptionReason(checkpoint: Boundary | undefined): string {
  if (checkpoint === undefined) return interrupted;
  const label = `“${checkpoint.safeBoundaryLabel}”`;
  switch (dispositionAfterInterruption[checkpoint.replaySafety]) {
    case 'resume_from_checkpoint':
      return `${interrupted}: can resume from ${label}`;
    case 'restart_from_boundary':
      return `${interrupted}: can safely restart from ${label}`;
    default:
      return `${interrupted}: needs the operator because ${label} is ${replaySafetyWords[checkpoint.replaySafety]}`;
  }
}

/** Whether a task's blocked reason was made by `interruptionReason`, for any checkpoint. */
export const isInterruptionReason = (reason: string): boolean =>
  reason === interrupted || reason.startsWith(`${interrupted}: `);

/** Actions on an environment that keep its task from going on. A released lease does not. */
export type BlockingAction = Exclude<RecoveryAction, 'release_stale_lease'>;

const blockingWords: Readonly<Record<BlockingAction, string>> = {
  recreate_missing_environment: 'is not there and must be recreated',
  archive_dirty_environment: 'holds changes and is to be archived first',
  queue_cleanup: 'belongs to no task and is to be cleaned up',
  mark_task_blocked: 'has drifted; the task stays blocked until it is mended',
};

/** Why an environment keeps its task from going on; the same text each time, so it is added once. */
export const environmentBlockReason = (environmentId: string, action: BlockingAction): string =>
  `environment ${environmentId} ${blockingWords[action]}`;

const blockingActions = [
  'recreate_missing_environment',
  'archive_dirty_environment',
  'queue_cleanup',
  'mark_task_blocked',
] as const satisfies readonly BlockingAction[];

/** Whether Rollcall itself gave this reason for that environment. */
export const isEnvironmentBlockReason = (environmentId: string, reason: string): boolean =>
  blockingActions.some((action) => reason === environmentBlockReason(environmentId, action));
