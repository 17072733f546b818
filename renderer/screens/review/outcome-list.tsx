import { ArrowRight, CircleCheck, CircleMinus, CircleX, OctagonX } from 'lucide-react';
import { LongList } from '#renderer/ui/long-list.tsx';
import { Sentence } from '#renderer/ui/sentence.tsx';
import { VisuallyHidden } from '#renderer/ui/visually-hidden.tsx';
import type { ItemResult, OperationItem } from '#shared/domain/plan.ts';
import { resultWords } from '#renderer/state/words.ts';
import styles from './outcome-list.module.css';

const icons: Readonly<Record<ItemResult, typeof CircleCheck>> = {
  applied: CircleCheck,
  no_change_needed: CircleCheck,
  refused: OctagonX,
  failed: CircleX,
  cancelled: CircleMinus,
  not_attempted: CircleMinus,
};

/** The fact that had changed, as planned and as found. */
function Change({ item }: { readonly item: OperationItem }) {
  if (item.before === undefined || item.after === undefined) return null;
  return (
    <p className={styles.change}>
      <span>{item.before.fact}</span>
      <del>{item.before.value}</del>
      <ArrowRight size={14} aria-hidden="true" />
      <VisuallyHidden>became</VisuallyHidden>
      <ins>{item.after.value}</ins>
    </p>
  );
}

/** What became of each item. */
export const OutcomeList = ({ items }: { readonly items: readonly OperationItem[] }) => (
  <LongList items={items}>
    {(item) => {
      const Icon = icons[item.result];
      return (
        <li key={item.conditionId} className={styles.item} data-result={item.result}>
          <Icon size={16} aria-hidden="true" />
          <div>
            <h3>
              {item.title} <span>{resultWords[item.result]}</span>
            </h3>
            <p>
              <Sentence text={item.why} />
            </p>
            <Change item={item} />
            {item.backup !== undefined && (
              <p>
                Backup: <code>{item.backup.location}</code>
              </p>
            )}
          </div>
        </li>
      );
    }}
  </LongList>
);
