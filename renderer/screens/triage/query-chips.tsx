import { X } from 'lucide-react';
import { useIntents, useMirror } from '#renderer/state/use-mirror.tsx';
import { withoutPart } from '#shared/domain/complete-query.ts';
import { readParts } from '#shared/domain/query.ts';
import styles from './query-chips.module.css';

/** Each part of the search; pressed, it goes. */
export function QueryChips() {
  const query = useMirror((state) => state.query);
  const problems = useMirror((state) => state.queryProblems);
  const { arrange } = useIntents();
  const parts = readParts(query);
  if (parts.length === 0) return null;
  return (
    <ul className={styles.chips} aria-label="Active filters">
      {parts.map((part) => (
        <li key={part.at}>
          <button
            type="button"
            aria-label={`Remove ${part.whole}`}
            data-bad={problems.some(({ at }) => at === part.at) || undefined}
            onClick={() => arrange({ query: withoutPart(query, part) })}
          >
            {part.whole}
            <X size={12} aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  );
}
