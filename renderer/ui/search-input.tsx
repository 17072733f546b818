import { Search } from 'lucide-react';
import styles from './search-input.module.css';

export interface SearchInputProps {
  /** Shown while it is empty, and read by screen readers. */
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Enter, or Shift+Enter; left out, they are somebody else's. */
  readonly onEnter?: ((isBack: boolean) => void) | undefined;
}

/** The sign and the field of a search, for whatever frames them; Escape empties it. */
export const SearchInput = ({ label, text, onText, onEnter }: SearchInputProps) => (
  <>
    <Search className={styles.sign} size={14} strokeWidth={1.75} aria-hidden="true" />
    <input
      className={styles.input}
      type="search"
      aria-label={label}
      placeholder={label}
      value={text}
      spellCheck={false}
      onChange={(event) => onText(event.target.value)}
      onKeyDown={(event) => {
        // What is still being composed is the input method's.
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter' && onEnter !== undefined) onEnter(event.shiftKey);
        else if (event.key === 'Escape' && text !== '') onText('');
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  </>
);
