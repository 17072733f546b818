import { useIntents, useMirror } from '#renderer/state/use-mirror.tsx';
import { findApplied, findUndone } from '#renderer/state/outcome.ts';
import { mayUndo } from '#renderer/state/undo.ts';
import { Button } from '#renderer/ui/button.tsx';
import type { Operation } from '#shared/domain/plan.ts';
import styles from './operation-actions.module.css';

/** What can be done about it: stopped while it runs; what did not come about planned again; what did, taken back. */
export function OperationActions({ operation }: { readonly operation: Operation }) {
  const { stopOperation, retryOperation, undoOperation } = useIntents();
  const { operationId, state } = operation;
  const isUndoOffered = useMirror(({ view }) => mayUndo(operation, view?.operations ?? []));
  if (state === 'running')
    return (
      <div className={styles.actions}>
        <Button onClick={() => void stopOperation(operationId)}>Stop after the item in hand</Button>
      </div>
    );
  const undone = findUndone(operation).length;
  const applied = findApplied(operation).length;
  if (undone === 0 && !isUndoOffered) return null;
  return (
    <div className={styles.actions}>
      {undone > 0 && (
        <Button onClick={() => void retryOperation(operation)}>
          {undone === 1 ? 'Retry the one not done…' : `Retry the ${undone} not done…`}
        </Button>
      )}
      {isUndoOffered && (
        <Button onClick={() => void undoOperation(operation)}>
          {applied === 1 ? 'Undo the one applied…' : `Undo the ${applied} applied…`}
        </Button>
      )}
    </div>
  );
}
