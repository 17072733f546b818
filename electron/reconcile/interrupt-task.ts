import { interruptionReason, isInterruptionReason } from '#shared/domain/blocked-reason.ts';
import type { Checkpoint, ReplaySafety, ResumeDisposition } from '#shared/domain/checkpoint.ts';
import type { Instant } from '#shared/domain/run.ts';
import type { Task } from '#shared/domain/task.ts';

/** What may follow an interruption, by how safe it is to do the same again. */
export const dispositionAfterInterruption: Readonly<Record<ReplaySafety, ResumeDisposition>> = {
  pure_readonly: 'restart_from_boundary',
  idempotent_write: 'restart_from_boundary',
  checkpoint_resumable: 'resume_from_checkpoint',
  operator_gated: 'operator_intervention_required',
  non_replayable_side_effect: 'operator_intervention_required',
};

const note = 'Interrupted: its session ended before the task did.';

/** The checkpoint of an interrupted task. A note that is there already is kept in its history. */
export function interruptCheckpoint(checkpoint: Checkpoint, now: Instant): Checkpoint {
  const { note: earlier, noteHistory = [] } = checkpoint;
  const isNew = earlier !== undefined && earlier !== note;
  return {
    ...checkpoint,
    stage: 'blocked',
    resumeDisposition: dispositionAfterInterruption[checkpoint.replaySafety],
    note,
    boundaryAt: checkpoint.boundaryAt ?? checkpoint.updatedAt,
    ...(isNew ? { noteHistory: [...noteHistory, earlier] } : {}),
    updatedAt: now,
  };
}

/** A running task whose session is not alive, blocked with what may come next. */
export function interruptTask(task: Task, checkpoint: Checkpoint | undefined, now: Instant): Task {
  const reason = interruptionReason(checkpoint);
  const others = task.blockedReasons.filter((known) => !isInterruptionReason(known));
  return { ...task, state: 'blocked', blockedReasons: [...others, reason], updatedAt: now };
}
