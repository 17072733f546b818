import { Check, Minus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import styles from './checkbox.module.css';

export interface CheckboxProps {
  /** Read by screen readers; names what is chosen. */
  readonly label: string;
  readonly isChecked: boolean;
  /** Some but not all of what it stands for. */
  readonly isMixed?: boolean | undefined;
  /** Id of what says more of it. */
  readonly describedBy?: string | undefined;
  readonly tabIndex?: number | undefined;
  readonly onChange: (isChecked: boolean) => void;
}

/** A tick box without a visible label. The page's own: a list shows dozens, and makes them in a frame. */
export function Checkbox({
  label,
  isChecked,
  isMixed = false,
  describedBy,
  tabIndex,
  onChange,
}: CheckboxProps) {
  const input = useRef<HTMLInputElement>(null);
  // No attribute says it.
  useEffect(() => {
    if (input.current !== null) input.current.indeterminate = isMixed;
  }, [isMixed]);
  return (
    <span className={styles.box} data-marked={isChecked || isMixed || undefined}>
      <input
        ref={input}
        type="checkbox"
        aria-label={label}
        aria-describedby={describedBy}
        checked={isChecked}
        tabIndex={tabIndex}
        onChange={(event) => onChange(event.target.checked)}
      />
      {isMixed && <Minus size={11} strokeWidth={3} />}
      {isChecked && !isMixed && <Check size={11} strokeWidth={3} />}
    </span>
  );
}
