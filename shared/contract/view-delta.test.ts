import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeRunRow } from '#shared/testing/make-view.ts';
import { diffRows, patchRows } from './view-delta.ts';

const rows = fc.uniqueArray(
  fc
    .record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      status: fc.constantFrom('running' as const, 'failed' as const),
      name: fc.option(fc.string()),
    })
    .map((row) => makeRunRow(row)),
  { selector: (row) => row.id },
);

const byId = <T extends { id: string }>(list: readonly T[]): T[] =>
  list.toSorted((one, other) => one.id.localeCompare(other.id));

test('a delta turns the rows of before into the rows of after', () => {
  fc.assert(
    fc.property(rows, rows, (before, after) => {
      const patched = patchRows(before, diffRows(before, after));
      expect(byId(patched)).toEqual(byId(after));
    }),
    { numRuns: 2000 },
  );
});

test('rows that stay keep their places, and an equal list is no delta', () => {
  fc.assert(
    fc.property(rows, rows, (before, after) => {
      const kept = patchRows(before, diffRows(before, after))
        .map((row) => row.id)
        .filter((id) => before.some((row) => row.id === id));
      const expected = before
        .map((row) => row.id)
        .filter((id) => after.some((row) => row.id === id));
      expect(kept).toEqual(expected);
      expect(
        diffRows(
          before,
          before.map((row) => ({ ...row })),
        ),
      ).toBeUndefined();
    }),
    { numRuns: 2000 },
  );
});
