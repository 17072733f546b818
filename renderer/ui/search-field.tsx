import { Search } from 'lucide-react';
import styles from './search-field.module.css';

export interface SearchFieldProps {
  /** Shown while it is empty, and read by screen readers. */
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** A small field that narrows a list; Escape empties it. */
export function SearchField({ label, text, onText }: SearchFieldProps) {
  return (
    <div className={styles.field}>
      <Search size={14} strokeWidth={1.75} aria-hidden="true" />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        spellCheck={false}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || text === '') return;
          event.stopPropagation();
          onText('');
        }}
      />
    </div>
  );
}
