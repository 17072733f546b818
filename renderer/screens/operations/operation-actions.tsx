import { useIntents } from '#renderer/state/use-mirror.tsx';
import { findApplied } from '#renderer/state/operate.ts';
import { findUndone } from '#renderer/state/outcome.ts';
import { Button } from '#renderer/ui/button.tsx';
import type { Operation } from '#shared/domain/plan.ts';
import type { Verb } from '#shared/domain/verb.ts';
import styles from './operation-actions.module.css';

/** A look changed nothing, and an undo is taken back by doing it again. */
const notUndone: readonly Verb[] = ['look_again', 'undo'];

/** What can be done about it: stopped while it runs; what did not come about planned again; what did, taken back. */
export function OperationActions({ operation }: { readonly operation: Operation }) {
  const { stopOperation, retryOperation, undoOperation } = useIntents();
  const { operationId, state, verb } = operation;
  if (state === 'running')
    return (
      <div className={styles.actions}>
        <Button onClick={() => void stopOperation(operationId)}>Stop after the item in hand</Button>
      </div>
    );
  const undone = findUndone(operation).length;
  const applied = findApplied(operation).length;
  const mayUndo = applied > 0 && !notUndone.includes(verb);
  if (undone === 0 && !mayUndo) return null;
  return (
    <div className={styles.actions}>
      {undone > 0 && (
        <Button onClick={() => void retryOperation(operation)}>
          {undone === 1 ? 'Retry the one not done…' : `Retry the ${undone} not done…`}
        </Button>
      )}
      {mayUndo && (
        <Button onClick={() => void undoOperation(operation)}>
          {applied === 1 ? 'Undo the one applied…' : `Undo the ${applied} applied…`}
        </Button>
      )}
    </div>
  );
}
