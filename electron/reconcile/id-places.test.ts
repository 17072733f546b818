import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeIds, placeOf } from './id-places.ts';

test('finds every id where it is first, and no other, whatever the ids look like', () => {
  const id = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.stringMatching(/^[ab]{0,6}$/u),
  );
  fc.assert(
    fc.property(
      fc.array(id, { maxLength: 300 }),
      fc.array(id, { maxLength: 30 }),
      (ids, others) => {
        const places = placeIds(ids);
        const asked = [...ids, ...others];
        expect(asked.map((one) => placeOf(places, one))).toEqual(
          asked.map((one) => ids.indexOf(one)),
        );
        expect(places.areUnique).toBe(new Set(ids).size === ids.length);
      },
    ),
  );
});

test('tells ids apart that have the same hash', () => {
  // The products of 31 cancel out: “Aa” and “BB” weigh the same.
  const ids = ['AaAa', 'BBBB', 'AaBB', 'BBAa'];
  const places = placeIds(ids);
  expect(new Set(places.hashes).size).toBe(1);
  expect(ids.map((id) => placeOf(places, id))).toEqual([0, 1, 2, 3]);
  expect(placeOf(places, 'AaB')).toBe(-1);
});
