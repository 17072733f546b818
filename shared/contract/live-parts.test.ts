import { expect, test } from 'vitest';
import { makeCondition } from '#shared/testing/make-condition.ts';
import { makeEnvironmentRow, makeView } from '#shared/testing/make-view.ts';
import { createGathering, snapshotEvents } from './live-parts.ts';
import { liveEventSchema } from './view.ts';

const many = makeView({
  conditions: Array.from({ length: 4000 }, (_, at) =>
    makeCondition.crashed({ id: `c${at}`, workAtRisk: { uncommittedFiles: at % 7 } }),
  ),
  environments: Array.from({ length: 20 }, (_, at) => makeEnvironmentRow({ id: `e${at}` })),
});

test('a large view comes as the rows that are seen first, then the others in pieces', () => {
  const [first, ...pieces] = [...snapshotEvents(many, 7)];
  if (first?.kind !== 'snapshot') throw new Error('The first event is no snapshot.');
  expect(first).toMatchObject({ sequence: 7, isPartial: true });
  expect(first.view.conditions.every((one) => one.workAtRisk.uncommittedFiles === 6)).toBe(true);
  expect(first.view.header).toEqual(many.header);
  const gathering = createGathering(first.view);
  for (const piece of pieces) if (piece.kind === 'rows') gathering.add(piece);
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  const whole = gathering.view();
  expect(whole.conditions.toSorted(byId)).toEqual(many.conditions.toSorted(byId));
  expect({ ...whole, conditions: [] }).toEqual({ ...many, conditions: [] });
  expect(pieces.map((piece) => piece.kind === 'rows' && piece.isLast)).toEqual([
    ...pieces.slice(1).map(() => false),
    true,
  ]);
});

test('a small view comes whole, and every event is what the contract says', () => {
  const small = makeView({ conditions: many.conditions.slice(0, 3) });
  expect([...snapshotEvents(small, 1)]).toEqual([{ kind: 'snapshot', sequence: 1, view: small }]);
  for (const view of [small, many])
    for (const event of snapshotEvents(view, 1))
      expect(liveEventSchema.parse(event)).toEqual(event);
});
