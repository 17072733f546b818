import { failpoint } from '#electron/platform/failpoint.ts';
import type { RecoverDeps } from './recover-deps.ts';

type Outcome = Parameters<RecoverDeps['operations']['saveItems']>[1][number];

/** At most this many outcomes wait: a start after a kill looks at each of their items. */
const mostWaiting = 100;

/** Where what became of items is written. */
export interface OutcomeLog {
  add(outcome: Outcome): void;
  /** Writes what waits; where that fails it goes on waiting. */
  flush(): void;
}

/**
 * Writes each outcome at once, or, of a verb whose own write tells that its item was done, many of
 * them in one transaction: each transaction waits for the disk.
 */
export function createOutcomeLog(
  { operations }: Pick<RecoverDeps, 'operations'>,
  operationId: string,
  canWait: boolean,
): OutcomeLog {
  let waiting: Outcome[] = [];
  const flush = (): void => {
    if (waiting.length === 0) return;
    operations.saveItems(operationId, waiting);
    waiting = [];
    failpoint('apply:outcome-written');
  };
  return {
    add(outcome) {
      waiting.push(outcome);
      if (!canWait || waiting.length >= mostWaiting) flush();
    },
    flush,
  };
}
