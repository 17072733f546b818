import { useState } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import styles from './reset-templates.module.css';

export interface ResetTemplatesProps {
  readonly count: number;
  readonly isWriting: boolean;
  readonly onReset: () => void;
}

/** Back to the built-in templates; asks once, because the operator's own are lost by it. */
export function ResetTemplates({ count, isWriting, onReset }: ResetTemplatesProps) {
  const [isAsking, setIsAsking] = useState(false);
  if (!isAsking) return <Button onClick={() => setIsAsking(true)}>Reset to built-in…</Button>;
  return (
    <section className={styles.asking} aria-label="Reset to built-in">
      <span>Your changes and your own agents are lost.</span>
      <Button
        disabled={isWriting}
        onClick={() => {
          setIsAsking(false);
          onReset();
        }}
      >
        Reset {count} templates
      </Button>
      <Button onClick={() => setIsAsking(false)}>Keep them</Button>
    </section>
  );
}
