import { Checkbox as Base } from '@base-ui/react/checkbox';
import { Check, Minus } from 'lucide-react';
import styles from './checkbox.module.css';

export interface CheckboxProps {
  /** Read by screen readers; names what is chosen. */
  readonly label: string;
  readonly isChecked: boolean;
  /** Some but not all of what it stands for. */
  readonly isMixed?: boolean | undefined;
  readonly tabIndex?: number | undefined;
  readonly onChange: (isChecked: boolean) => void;
}

/** A tick box without a visible label. */
export function Checkbox({ label, isChecked, isMixed = false, tabIndex, onChange }: CheckboxProps) {
  return (
    <Base.Root
      className={styles.box}
      aria-label={label}
      checked={isChecked}
      indeterminate={isMixed}
      onCheckedChange={(checked) => onChange(checked)}
      {...(tabIndex === undefined ? {} : { tabIndex })}
    >
      <Base.Indicator className={styles.mark}>
        {isMixed ? <Minus size={11} strokeWidth={3} /> : <Check size={11} strokeWidth={3} />}
      </Base.Indicator>
    </Base.Root>
  );
}
