import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { LongList } from '#renderer/ui/long-list.tsx';
import { ResultMark } from '#renderer/ui/result-mark.tsx';
import { doingWords, findDoing } from '#renderer/state/doing-words.ts';
import { resultWords } from '#renderer/state/words.ts';
import { Sentence } from '#renderer/ui/sentence.tsx';
import type { Operation, OperationItem } from '#shared/domain/plan.ts';
import styles from './operation-items.module.css';

/** What became of each item; a refusal with the fact that changed, a backup with its place. */
export function OperationItems({ operation }: { readonly operation: Operation }) {
  const { doing, items, state } = operation;
  const current = findDoing(operation);
  const label = (item: OperationItem): string => {
    if (item === current && doing !== undefined) return doingWords[doing.phase];
    const isWaiting = state === 'running' && item.result === 'not_attempted';
    return isWaiting ? 'waiting' : resultWords[item.result];
  };
  return (
    <LongList items={items} className={styles.items}>
      {(item) => (
        <li key={item.conditionId}>
          <ResultMark result={item.result} label={label(item)} />
          <div className={styles.text}>
            <b>{item.title}</b>
            <p>
              <Sentence text={item.why} />
            </p>
            <ChangedFact item={item} />
            {item.backup !== undefined && (
              <p className={styles.backup}>
                Backup: <code>{item.backup.location}</code>
                <CopyButton text={item.backup.location} label="Copy where the backup is" />
              </p>
            )}
          </div>
        </li>
      )}
    </LongList>
  );
}

function ChangedFact({ item: { before, after } }: { readonly item: OperationItem }) {
  if (before === undefined || after === undefined) return null;
  return (
    <dl className={styles.fact}>
      <div>
        <dt>{before.fact}, when planned</dt>
        <dd>{before.value}</dd>
      </div>
      <div>
        <dt>{after.fact}, as found</dt>
        <dd>{after.value}</dd>
      </div>
    </dl>
  );
}
