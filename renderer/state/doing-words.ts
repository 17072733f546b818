import type { Doing, Operation, OperationItem } from '#shared/domain/plan.ts';

/** What is done at the moment with the item that has its turn. */
export const doingWords: Readonly<Record<Doing['phase'], string>> = {
  looking: 'looking',
  acting: 'at work',
  verifying: 'verifying',
};

/** The item that has its turn and what is done with it, `verifying “Rate limiter”`; null when that is not told. */
export function sayDoing({ doing, items, state }: Operation): string | null {
  const item = findDoing({ doing, items, state });
  if (doing === undefined || item === undefined) return null;
  const say = { looking: 'looking at', acting: 'at work on', verifying: 'verifying' }[doing.phase];
  return `${say} “${item.title}”`;
}

/** The item that has its turn; undefined when none has, or it is through already. */
export function findDoing({
  doing,
  items,
  state,
}: Pick<Operation, 'doing' | 'items' | 'state'>): OperationItem | undefined {
  const item = state === 'running' && doing !== undefined ? items[doing.index] : undefined;
  return item?.result === 'not_attempted' ? item : undefined;
}
