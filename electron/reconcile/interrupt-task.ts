import { interruptionReason, isInterruptionReason } from '#shared/domain/blocked-reason.ts';
import { dispositionAfterInterruption, type Checkpoint } from '#shared/domain/checkpoint.ts';
import type { Instant } from '#shared/domain/run.ts';
import type { Task } from '#shared/domain/task.ts';

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
