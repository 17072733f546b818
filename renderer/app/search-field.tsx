import { Search, X } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { useIntents, useMirror } from '#renderer/state/use-mirror.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { VisuallyHidden } from '#renderer/ui/visually-hidden.tsx';
import { queryKeys } from '#shared/domain/query-keys.ts';
import styles from './search-field.module.css';

const examples = Object.values(queryKeys).map(({ example }) => example);

/** The text once more, behind the field, with its filters marked. */
function Marked({ text }: { readonly text: string }) {
  const parts = text.split(/(-?\b[a-z]+:\S+)/);
  return (
    <div className={styles.marked} aria-hidden="true">
      {parts.map((part, at) =>
        // Every second part is what the pattern caught. The place in the text is what names it.
        // oxlint-disable-next-line react/no-array-index-key
        at % 2 === 1 ? <b key={at}>{part}</b> : <span key={at}>{part}</span>,
      )}
    </div>
  );
}

export interface SearchFieldProps {
  readonly onField: (field: HTMLInputElement | null) => void;
}

/** Words and filters that narrow the list as they are typed. */
export function SearchField({ onField }: SearchFieldProps) {
  const intents = useIntents();
  const query = useMirror((state) => state.query);
  const [isFocused, setIsFocused] = useState(false);
  const hintId = useId();
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape' && query !== '') intents.arrange({ query: '' });
    else if (event.key === 'Escape') event.currentTarget.blur();
    else if (event.key === 'Enter' || event.key === 'ArrowDown') {
      event.currentTarget.blur();
      intents.move(0, false);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search className={styles.search}>
      <Search size={16} aria-hidden="true" />
      <div className={styles.field}>
        <Marked text={query} />
        <input
          ref={onField}
          type="text"
          value={query}
          placeholder="Search, or filter: risk:>0 age:<1d"
          aria-label="Search and filter"
          aria-describedby={hintId}
          aria-keyshortcuts="/"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => intents.arrange({ query: event.target.value })}
          onFocus={() => setIsFocused(true)}
          onBlur={() => setIsFocused(false)}
          onKeyDown={onKeyDown}
          onScroll={({ currentTarget }) =>
            currentTarget.previousElementSibling?.scrollTo({ left: currentTarget.scrollLeft })
          }
        />
      </div>
      {query === '' ? (
        <Kbd keys="/" />
      ) : (
        <IconButton
          label="Clear the filter"
          size="s"
          onClick={() => intents.arrange({ query: '' })}
        >
          <X size={14} aria-hidden="true" />
        </IconButton>
      )}
      {isFocused && query === '' && (
        <div className={styles.hint} aria-hidden="true">
          {examples.map((example) => (
            <code key={example}>{example}</code>
          ))}
          <span>a leading - excludes; several narrow</span>
        </div>
      )}
      <span id={hintId}>
        <VisuallyHidden>Filters: {examples.join(', ')}</VisuallyHidden>
      </span>
    </search>
  );
}
