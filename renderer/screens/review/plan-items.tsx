import { ChevronRight, CircleSlash, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { quoteCommand } from '#shared/domain/quote-command.ts';
import { LongList } from '#renderer/ui/long-list.tsx';
import { Sentence } from '#renderer/ui/sentence.tsx';
import type { PlanItem } from '#shared/domain/plan.ts';
import { sayBytes } from '#shared/domain/say-bytes.ts';
import styles from './plan-items.module.css';

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.line}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const sayList = (items: readonly string[]) =>
  items.map((item) => (
    <span key={item} className={styles.entry}>
      <Sentence text={item} />
    </span>
  ));

function Steps({ item }: { readonly item: PlanItem }) {
  return (
    <ol className={styles.steps}>
      {item.steps.map(({ describe, command }) => (
        <li key={`${describe} ${command?.join(' ') ?? ''}`}>
          <Sentence text={describe} />
          {command !== undefined && (
            <code>
              <Sentence text={quoteCommand(command)} />
            </code>
          )}
        </li>
      ))}
    </ol>
  );
}

function Effects({ item }: { readonly item: PlanItem }) {
  return (
    <dl className={styles.effects}>
      {item.loses.length > 0 && <Line name="Gives up">{sayList(item.loses)}</Line>}
      {item.keeps.length > 0 && <Line name="Keeps">{sayList(item.keeps)}</Line>}
      {item.backup !== null && (
        <Line name="Backup">
          <code className={styles.path}>{item.backup.location}</code>
        </Line>
      )}
      {item.frees > 0 && <Line name="Frees">{sayBytes(item.frees)}</Line>}
    </dl>
  );
}

/** What has to be true still when it runs; else this item is refused. */
function Preconditions({ item }: { readonly item: PlanItem }) {
  if (item.preconditions.length === 0) return null;
  return (
    <details className={styles.more}>
      <summary>
        <ChevronRight size={14} aria-hidden="true" />
        Only if {item.preconditions.length === 1 ? 'this still holds' : 'all of these still hold'}
      </summary>
      <dl className={styles.facts}>
        {item.preconditions.map(({ fact, value }) => (
          <Line key={fact} name={fact}>
            {value}
          </Line>
        ))}
      </dl>
    </details>
  );
}

function Item({ item }: { readonly item: PlanItem }) {
  return (
    <li className={styles.item} data-skipped={!item.eligible || undefined}>
      <h3>{item.title}</h3>
      {item.warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          <TriangleAlert size={14} aria-hidden="true" />
          <Sentence text={warning} />
        </p>
      ))}
      {item.eligible ? (
        <>
          <Effects item={item} />
          <Steps item={item} />
          <Preconditions item={item} />
        </>
      ) : (
        <p className={styles.skipped}>
          <CircleSlash size={14} aria-hidden="true" />
          Skipped: <Sentence text={item.why ?? 'this cannot be done to it now.'} />
        </p>
      )}
    </li>
  );
}

/** Every item of a plan: what is given up and kept, the steps, and what they depend on. */
export const PlanItems = ({ items }: { readonly items: readonly PlanItem[] }) => (
  <LongList items={items}>{(item) => <Item key={item.conditionId} item={item} />}</LongList>
);
