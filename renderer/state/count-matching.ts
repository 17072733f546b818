import type { Condition } from '#shared/domain/condition.ts';
import { parseQuery, textOf, type Searched } from '#shared/domain/query.ts';

const pieceRows = 500;

/** The words of a condition are put together only for a query that looks at them. */
const toLazy = (condition: Condition): Searched => {
  let text: string | undefined;
  return {
    condition,
    get text() {
      text ??= textOf(condition);
      return text;
    },
    sinceMs: Date.parse(condition.since),
  };
};

/**
 * How many conditions each query holds for, in the order of the queries. Pauses every few hundred rows,
 * so that counting never holds the screen up; `nowMs` in milliseconds since the epoch, for ages.
 */
export function* countMatching(
  conditions: Iterable<Condition>,
  queries: readonly string[],
  nowMs: number,
): Generator<void, readonly number[], void> {
  const tests = queries.map((query) => parseQuery(query).test);
  const counts = queries.map(() => 0);
  let row = 0;
  for (const condition of conditions) {
    if (row > 0 && row % pieceRows === 0) yield;
    row += 1;
    const searched = toLazy(condition);
    for (const [at, test] of tests.entries())
      if (test(searched, nowMs)) counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}
