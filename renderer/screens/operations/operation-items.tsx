import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { ResultMark } from '#renderer/ui/result-mark.tsx';
import type { OperationItem } from '#shared/domain/plan.ts';
import styles from './operation-items.module.css';
import { resultWords } from './operation-words.ts';

export interface OperationItemsProps {
  readonly items: readonly OperationItem[];
  readonly isRunning: boolean;
}

/** What became of each item; a refusal with the fact that changed, a backup with its place. */
export function OperationItems({ items, isRunning }: OperationItemsProps) {
  return (
    <ul className={styles.items}>
      {items.map((item) => (
        <li key={item.conditionId}>
          <ResultMark
            result={item.result}
            label={
              isRunning && item.result === 'not_attempted' ? 'waiting' : resultWords[item.result]
            }
          />
          <div className={styles.text}>
            <b>{item.title}</b>
            <p>{item.why}</p>
            <ChangedFact item={item} />
            {item.backup !== undefined && (
              <p className={styles.backup}>
                Backup: <code>{item.backup.location}</code>
                <CopyButton text={item.backup.location} label="Copy where the backup is" />
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
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
