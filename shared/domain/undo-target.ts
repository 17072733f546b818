/** How an undo names an item of an operation in a plan, where other verbs name a condition. */
export const undoTarget = (operationId: string, conditionId: string): string =>
  `undo:${operationId}:${conditionId}`;

/** The operation and the item that an undo's id names; undefined when it names none. */
export function parseUndoTarget(
  id: string,
): { readonly operationId: string; readonly conditionId: string } | undefined {
  const [, operationId, conditionId] = /^undo:([^:]+):(.+)$/s.exec(id) ?? [];
  return operationId === undefined || conditionId === undefined
    ? undefined
    : { operationId, conditionId };
}
