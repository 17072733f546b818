import { useIntents } from '#renderer/state/use-mirror.tsx';
import { findUndone } from '#renderer/state/outcome.ts';
import { Button } from '#renderer/ui/button.tsx';
import type { Operation } from '#shared/domain/plan.ts';
import styles from './operation-actions.module.css';

/** What can be done about it: stopped while it runs; what did not come about planned again. */
export function OperationActions({ operation }: { readonly operation: Operation }) {
  const { stopOperation, retryOperation } = useIntents();
  const { operationId, state } = operation;
  if (state === 'running')
    return (
      <div className={styles.actions}>
        <Button onClick={() => void stopOperation(operationId)}>Stop after the item in hand</Button>
      </div>
    );
  const undone = findUndone(operation).length;
  if (undone === 0) return null;
  return (
    <div className={styles.actions}>
      <Button onClick={() => void retryOperation(operation)}>
        {undone === 1 ? 'Retry the one not done…' : `Retry the ${undone} not done…`}
      </Button>
    </div>
  );
}
