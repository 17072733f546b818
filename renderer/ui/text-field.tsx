import { CircleAlert } from 'lucide-react';
import { useId } from 'react';
import styles from './text-field.module.css';

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  /** What to write here; under the label. */
  readonly hint?: string | undefined;
  /** Why it cannot be taken like this; beside the field, and read with it. */
  readonly error?: string | undefined;
  /** More than one: a text area of so many lines at least. */
  readonly lines?: number | undefined;
  readonly isCode?: boolean | undefined;
  readonly placeholder?: string | undefined;
  /** What the field asks for; text when left out. */
  readonly type?: 'text' | 'datetime-local' | undefined;
}

/** A labelled field with its hint and its error. */
export function TextField(props: TextFieldProps) {
  const { label, value, onValue, hint, error, lines = 1, isCode = false, placeholder } = props;
  const { type = 'text' } = props;
  const id = useId();
  const described = [
    hint === undefined ? '' : `${id}-hint`,
    error === undefined ? '' : `${id}-error`,
  ];
  const shared = {
    id,
    value,
    placeholder,
    spellCheck: false,
    autoComplete: 'off',
    'data-code': isCode,
    'aria-invalid': error !== undefined,
    'aria-describedby': described.join(' ').trim() || undefined,
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {lines === 1 ? (
        <input {...shared} type={type} onChange={(event) => onValue(event.target.value)} />
      ) : (
        <textarea
          {...shared}
          rows={Math.max(lines, value.split('\n').length)}
          wrap="off"
          onChange={(event) => onValue(event.target.value)}
        />
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className={styles.error}>
          <CircleAlert size={14} aria-hidden="true" />
          {error}
        </p>
      )}
    </div>
  );
}
