import { counted } from '#shared/domain/counted.ts';
import type { Operation } from '#shared/domain/plan.ts';
import { verbLabels } from '#shared/domain/verb.ts';

/** How many of the newest are shown: what an operator who lost sight of one may still look for. */
export const operationsShown = 20;

const titles = ({ items }: Operation): string =>
  items.length === 1 ? (items[0]?.title ?? '') : counted(items.length, 'item');

function results({ items }: Operation): string {
  const counts = new Map<string, number>();
  for (const { result } of items) counts.set(result, (counts.get(result) ?? 0) + 1);
  return [...counts].map(([result, count]) => `${count} ${result.replaceAll('_', ' ')}`).join(', ');
}

/** The newest operations, each by the id that takes it back, with what became of it. */
export function describeOperations(operations: readonly Operation[]): string {
  if (operations.length === 0) return 'Nothing was done yet.';
  const rows = operations.map((operation) =>
    [
      `${operation.operationId}  ${operation.startedAt}  ${verbLabels[operation.verb]}: ${titles(operation)}`,
      `  ${operation.state}: ${results(operation)}`,
    ].join('\n'),
  );
  return [...rows, '', 'To take one back: rollcall undo OPERATION'].join('\n');
}
