import { countResults } from '#renderer/state/outcome.ts';
import { sayDoing } from '#renderer/state/doing-words.ts';
import { ongoing } from '#renderer/state/words.ts';
import { useIntents, useMirror } from '#renderer/state/use-mirror.tsx';
import { Sentence } from '#renderer/ui/sentence.tsx';
import styles from './activity-line.module.css';

/** What is being carried out at the moment, with its progress. */
export function ActivityLine() {
  const intents = useIntents();
  const operation = useMirror((state) =>
    state.view?.operations.findLast(({ state: stands }) => stands === 'running'),
  );
  if (operation === undefined) return null;
  const total = operation.items.length;
  const counts = countResults(operation);
  const done = total - counts.not_attempted;
  const bad = [
    ...(counts.refused > 0 ? [`${counts.refused} refused`] : []),
    ...(counts.failed > 0 ? [`${counts.failed} failed`] : []),
  ];
  const doing = sayDoing(operation);
  const words = [`${ongoing[operation.verb]}: ${done} of ${total} done`, ...bad];
  return (
    <div className={styles.activity}>
      <progress max={total} value={done} aria-label={ongoing[operation.verb]} />
      <span className={styles.words}>
        {words.join(' · ')}
        {doing !== null && <Sentence text={` · ${doing}`} />}
      </span>
      <button type="button" onClick={() => intents.go({ kind: 'operations' })}>
        Show
      </button>
    </div>
  );
}
