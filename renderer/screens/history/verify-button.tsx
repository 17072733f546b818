import { CircleCheck, CircleX } from 'lucide-react';
import { useState } from 'react';
import { useClient } from '#renderer/state/use-mirror.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { nounFor } from '#shared/domain/counted.ts';
import type { AuditVerdict } from '#shared/domain/audit.ts';
import { messageOf } from '#shared/result.ts';
import styles from './verify-button.module.css';

type Checking =
  | { readonly kind: 'idle' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'failed'; readonly message: string }
  | AuditVerdict;

export interface VerifyButtonProps {
  /** Told the number of the broken row, or null when the chain is whole. */
  readonly onVerdict: (brokenAt: number | null) => void;
}

/** Checks the hash chain of the whole audit and says what it found. */
export function VerifyButton({ onVerdict }: VerifyButtonProps) {
  const client = useClient();
  const [checking, setChecking] = useState<Checking>({ kind: 'idle' });
  const verify = async (): Promise<void> => {
    if (client === null) return;
    setChecking({ kind: 'checking' });
    try {
      const verdict = await client.audit.verify();
      setChecking(verdict);
      onVerdict(verdict.kind === 'broken' ? verdict.atSequence : null);
    } catch (error) {
      setChecking({ kind: 'failed', message: messageOf(error) });
    }
  };
  return (
    <div className={styles.verify}>
      <output className={styles.outcome} data-kind={checking.kind}>
        <Outcome checking={checking} />
      </output>
      <Button
        size="s"
        disabled={client === null || checking.kind === 'checking'}
        onClick={() => void verify()}
      >
        {checking.kind === 'checking' ? 'Verifying…' : 'Verify the audit'}
      </Button>
    </div>
  );
}

function Outcome({ checking }: { readonly checking: Checking }) {
  switch (checking.kind) {
    case 'idle':
    case 'checking':
      return null;
    case 'intact':
      return (
        <>
          <CircleCheck size={16} aria-hidden="true" />
          {`Intact, ${checking.rows.toLocaleString('en')} ${nounFor(checking.rows, 'row')}`}
        </>
      );
    case 'broken':
      return (
        <>
          <CircleX size={16} aria-hidden="true" />
          {`Broken at row ${checking.atSequence}: ${checking.message}`}
        </>
      );
    case 'failed':
      return (
        <>
          <CircleX size={16} aria-hidden="true" />
          {`Not verified: ${checking.message}`}
        </>
      );
  }
}
