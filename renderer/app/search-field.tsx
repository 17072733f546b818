import { Search, X } from 'lucide-react';
import { useDeferredValue, useMemo } from 'react';
import { useIntents, useMirror } from '#renderer/state/use-mirror.tsx';
import { CompletingField } from '#renderer/ui/completing-field.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { completeQuery, createValuesOf } from '#shared/domain/complete-query.ts';
import { isQueryKey } from '#shared/domain/query-keys.ts';
import { readParts, type QueryProblem } from '#shared/domain/query.ts';
import styles from './search-field.module.css';

interface MarkedProps {
  readonly text: string;
  readonly problems: readonly QueryProblem[];
}

/** The text once more, behind the field, with its filters marked, and what is not understood. */
function Marked({ text, problems }: MarkedProps) {
  const isBad = (at: number) => problems.some((problem) => problem.at === at);
  const marks = readParts(text).filter(({ key, at }) => isQueryKey(key) || isBad(at));
  return (
    <div className={styles.marked} aria-hidden="true">
      {marks.map(({ at, whole }, index) => {
        const last = marks[index - 1];
        const from = last === undefined ? 0 : last.at + last.whole.length;
        return [
          text.slice(from, at),
          <b key={at} data-bad={isBad(at) || undefined}>
            {whole}
          </b>,
        ];
      })}
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
  const problems = useMirror((state) => state.queryProblems);
  const byId = useMirror((state) => state.byId);
  const valuesOf = useMemo(() => createValuesOf(() => byId.values()), [byId]);
  // After the list: what was found is waited for, what could be typed next is not.
  const typed = useDeferredValue(query);
  const completions = useMemo(() => completeQuery(typed, valuesOf), [typed, valuesOf]);
  const [problem] = problems;
  return (
    <search className={styles.search}>
      <Search size={16} aria-hidden="true" />
      <CompletingField
        label="Search and filter"
        placeholder="Search, or filter: risk:>0 age:<1d"
        text={query}
        completions={completions}
        problem={problem === undefined ? null : `${problem.message}.`}
        shortcut="/"
        onField={onField}
        onText={(text) => intents.arrange({ query: text })}
        onDone={() => intents.move(0, false)}
      >
        <Marked text={query} problems={problems} />
      </CompletingField>
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
    </search>
  );
}
