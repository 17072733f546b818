import type { Doing, Operation, OperationItem } from '#shared/domain/plan.ts';
import type { RecoverDeps } from './recover-deps.ts';

/** Between items not more often than this. */
const itemEveryMs = 250;

/** While one item takes long, this often. */
const stillEveryMs = 300;

/** Tells of a running operation: after items, and by a timer while one of them takes long. */
export interface Progress {
  /** For one item: takes what comes next of it. */
  phase(index: number): (phase: Doing['phase']) => void;
  /** After an item; `before` is done first when it is time to tell. */
  tell(before: () => void): void;
  end(): void;
}

/** `items`: what became of each so far, as it grows. */
export function createProgress(
  { clock, operations }: Pick<RecoverDeps, 'clock' | 'operations'>,
  operation: Operation,
  items: readonly OperationItem[],
  onProgress: (operation: Operation) => void,
): Progress {
  let toldMs = performance.now();
  let doing: Pick<Doing, 'index' | 'phase'> | undefined;
  const tellNow = (): void => {
    toldMs = performance.now();
    const now = doing && { ...doing, at: clock.now() };
    if (now !== undefined) operations.show(operation.operationId, now);
    onProgress({ ...operation, items: [...items], ...(now === undefined ? {} : { doing: now }) });
  };
  const timer = setInterval(() => {
    if (performance.now() - toldMs < stillEveryMs) return;
    try {
      tellNow();
    } catch (error) {
      // A journal that cannot be read just now: the item's own end says so.
      if (!(error instanceof Error)) throw error;
    }
  }, stillEveryMs / 2);
  return {
    phase: (index) => (phase) => {
      doing = { index, phase };
    },
    tell(before) {
      if (performance.now() - toldMs < itemEveryMs) return;
      before();
      tellNow();
    },
    end: () => clearInterval(timer),
  };
}
