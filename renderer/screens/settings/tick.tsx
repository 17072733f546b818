import styles from './preferences.module.css';

export interface TickProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly isOn: boolean;
  readonly isDisabled?: boolean | undefined;
  readonly onChange: (isOn: boolean) => void;
}

/** A choice that is on or off, with its words beside it. */
export const Tick = ({ label, hint, isOn, isDisabled = false, onChange }: TickProps) => (
  <label className={styles.tick}>
    <input
      type="checkbox"
      checked={isOn}
      disabled={isDisabled}
      onChange={(event) => onChange(event.target.checked)}
    />
    <span>
      {label}
      {hint !== undefined && <small>{hint}</small>}
    </span>
  </label>
);
