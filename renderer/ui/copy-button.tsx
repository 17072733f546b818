import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import styles from './copy-button.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

type Outcome = 'idle' | 'copied' | 'failed';

const shownMs = 1600;

/** Copies `text`; says “Copied”, or that it could not, in place. `label` names it: “Copy path”. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [outcome, setOutcome] = useState<Outcome>('idle');
  useEffect(() => {
    if (outcome === 'idle') return undefined;
    const timer = setTimeout(() => setOutcome('idle'), shownMs);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setOutcome('copied'),
      () => setOutcome('failed'),
    );
  };
  const Icon = outcome === 'copied' ? Check : Copy;
  return (
    <button type="button" className={styles.copy} title={label} aria-label={label} onClick={copy}>
      <Icon size={14} strokeWidth={1.75} aria-hidden="true" />
      {outcome === 'failed' && <span>Could not copy</span>}
      <VisuallyHidden>
        <output>{outcome === 'copied' ? 'Copied' : ''}</output>
      </VisuallyHidden>
    </button>
  );
}
