import { TriangleAlert } from 'lucide-react';
import { Button } from './button.tsx';
import styles from './failure-note.module.css';

export interface FailureNoteProps {
  /** What happened, to what. */
  readonly message: string;
  /** The next step: its button's words and what it does. */
  readonly retryLabel?: string | undefined;
  readonly onRetry?: (() => void) | undefined;
}

/** An error where it happened, with the way on. The last good content stays beside it. */
export function FailureNote({ message, retryLabel = 'Look again', onRetry }: FailureNoteProps) {
  return (
    <div className={styles.note} role="alert">
      <TriangleAlert size={16} strokeWidth={1.75} aria-hidden="true" />
      <p>{message}</p>
      {onRetry !== undefined && (
        <Button size="s" onClick={onRetry}>
          {retryLabel}
        </Button>
      )}
    </div>
  );
}
