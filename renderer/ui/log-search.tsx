import { ChevronDown, ChevronUp, Search } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { IconButton } from './icon-button.tsx';
import styles from './log-search.module.css';

export interface LogSearchProps {
  readonly query: string;
  /** Which match is shown, from 1; 0 when there is none. */
  readonly position: number;
  readonly count: number;
  onQuery(query: string): void;
  /** 1: the next match, -1: the one before. */
  onStep(step: 1 | -1): void;
}

/** The search of a log: Enter goes to the next match, Shift+Enter back, Escape empties it. */
export function LogSearch({ query, position, count, onQuery, onStep }: LogSearchProps) {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape' && query !== '') onQuery('');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.search}>
      <Search size={14} strokeWidth={1.75} aria-hidden="true" />
      <input
        type="search"
        aria-label="Search the log"
        placeholder="Search the log"
        value={query}
        spellCheck={false}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {query !== '' && (
        <>
          <output className={styles.count}>
            {count === 0 ? 'none' : `${position} of ${count}`}
          </output>
          <IconButton label="Match before" size="s" onClick={() => onStep(-1)}>
            <ChevronUp size={14} aria-hidden="true" />
          </IconButton>
          <IconButton label="Next match" size="s" onClick={() => onStep(1)}>
            <ChevronDown size={14} aria-hidden="true" />
          </IconButton>
        </>
      )}
    </div>
  );
}
