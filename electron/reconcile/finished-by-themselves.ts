import type { Condition } from '#shared/domain/condition.ts';
import { isOffered } from '#shared/domain/offered.ts';

/**
 * Agents of Rollcall's own tasks that ended with code 0 while nobody wrote it down, in workspaces whose
 * queue the operator lets go on by itself: what waits for them could never start otherwise.
 */
export const finishedByThemselves = (
  conditions: readonly Condition[],
  workspaces: ReadonlySet<string>,
): readonly Condition[] =>
  conditions.filter(
    ({ reason, subject, taskId, actions }) =>
      reason === 'finished_unrecorded' &&
      taskId !== undefined &&
      subject.source === 'rollcall' &&
      workspaces.has(subject.workspace) &&
      isOffered(actions, 'update_status'),
  );
