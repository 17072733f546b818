import type { Operation } from '#shared/domain/plan.ts';
import { parseUndoTarget } from '#shared/domain/undo-target.ts';
import { findUndone, isUndoable } from './outcome.ts';

/** Whether a later operation has taken back all that this one did, and was not taken back itself. */
const isTakenBack = (operation: Operation, all: readonly Operation[]): boolean =>
  all.some(
    (later) =>
      later.verb === 'undo' &&
      later.state !== 'running' &&
      findUndone(later).length === 0 &&
      later.items.some(
        ({ conditionId }) => parseUndoTarget(conditionId)?.operationId === operation.operationId,
      ) &&
      !isTakenBack(later, all),
  );

/** Whether it is worth asking for its undo, given all operations; the console has the last word. */
export const mayUndo = (operation: Operation, all: readonly Operation[]): boolean =>
  isUndoable(operation) && !isTakenBack(operation, all);

/** What was done last and is still done, among operations in any order. */
export function findLastDone(all: readonly Operation[]): Operation | undefined {
  let last: Operation | undefined;
  for (const one of all)
    if ((last === undefined || one.startedAt > last.startedAt) && mayUndo(one, all)) last = one;
  return last;
}
