import { ChevronDown, ChevronUp } from 'lucide-react';
import { IconButton } from './icon-button.tsx';
import styles from './log-search.module.css';
import { SearchInput } from './search-input.tsx';

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
  return (
    <div className={styles.search}>
      <SearchInput
        label="Search the log"
        text={query}
        onText={onQuery}
        onEnter={(isBack) => onStep(isBack ? -1 : 1)}
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
