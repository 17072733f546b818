import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { sayDoing } from '#renderer/state/doing-words.ts';
import { useNow } from '#renderer/state/use-mirror.tsx';
import { NothingListed } from '#renderer/ui/list-screen.tsx';
import { Sentence } from '#renderer/ui/sentence.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { formatMoment } from '#renderer/ui/time.ts';
import type { Operation } from '#shared/domain/plan.ts';
import { OperationActions } from './operation-actions.tsx';
import { OperationItems } from './operation-items.tsx';
import { countWords, describeDuration, nameOperation, orderOperations } from './operation-words.ts';
import styles from './operations-panel.module.css';

export interface OperationsPanelProps {
  readonly operations: readonly Operation[] | undefined;
  /** Where there is none, none was done. */
  readonly isKnown: boolean;
}

/** Operations, running ones first, each with the result of every item. */
export function OperationsPanel({ operations = [], isKnown }: OperationsPanelProps) {
  const nowMs = useNow(10_000);
  if (operations.length === 0 && !isKnown)
    return (
      <div className={styles.waiting}>
        <Skeleton lines={8} label="The first look is running" />
      </div>
    );
  if (operations.length === 0)
    return (
      <NothingListed
        none="Nothing was done yet."
        next="Every action you take appears here with what came of it."
      />
    );
  return (
    <ol className={styles.list} aria-label="Operations">
      {orderOperations(operations).map((operation, at) => (
        <li key={operation.operationId}>
          <OperationCard
            operation={operation}
            nowMs={nowMs}
            isOpenAtFirst={at === 0 || operation.state === 'running'}
          />
        </li>
      ))}
    </ol>
  );
}

interface OperationCardProps {
  readonly operation: Operation;
  readonly nowMs: number;
  readonly isOpenAtFirst: boolean;
}

function OperationCard({ operation, nowMs, isOpenAtFirst }: OperationCardProps) {
  const [isOpen, setIsOpen] = useState(isOpenAtFirst);
  const { state, startedAt, items } = operation;
  const done = items.filter((item) => item.result !== 'not_attempted').length;
  const doing = sayDoing(operation);
  const duration = describeDuration(operation);
  return (
    <>
      <button
        type="button"
        className={styles.operation}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <ChevronRight className={styles.chevron} size={16} aria-hidden="true" />
        <span className={styles.name}>
          <b>
            <Sentence text={nameOperation(operation)} />
          </b>
          <small>
            <Sentence
              text={[countWords(operation), ...(doing === null ? [] : [doing])].join(' · ')}
            />
          </small>
        </span>
        {state === 'running' && (
          <progress
            max={items.length}
            value={done}
            aria-label={`${done} of ${items.length} done`}
          />
        )}
        <span className={styles.state} data-state={state}>
          {state === 'done' ? (duration ?? 'done') : state}
        </span>
        <time dateTime={startedAt}>{formatMoment(startedAt, nowMs)}</time>
      </button>
      {isOpen && <OperationActions operation={operation} />}
      {isOpen && <OperationItems operation={operation} />}
    </>
  );
}
