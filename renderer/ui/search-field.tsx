import styles from './search-field.module.css';
import { SearchInput, type SearchInputProps } from './search-input.tsx';

/** A small field that narrows a list; Escape empties it. */
export const SearchField = (props: Omit<SearchInputProps, 'onEnter'>) => (
  <div className={styles.field}>
    <SearchInput {...props} />
  </div>
);
