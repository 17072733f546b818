import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EngineEntry } from '#shared/domain/observation.ts';
import { absent, makeEntry } from '#shared/testing/make-reading.ts';
import { type EntryWalk, walkTo, walkToEnd } from './entry-walk.ts';

const id = fc.oneof(
  fc.string({ maxLength: 4 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.stringMatching(/^[ab]{0,6}$/u),
);
const listOf = (ids: readonly string[]) =>
  ids.map((sessionId) => makeEntry({ sessionId, process: absent() }));
const walkOf = (list: readonly EngineEntry[]): EntryWalk => ({ list, next: 0, isBroken: false });

test('finds where each id is, or would be, whatever was asked for before', () => {
  fc.assert(
    fc.property(fc.uniqueArray(id, { maxLength: 60 }), fc.array(id), (ids, others) => {
      const sorted = ids.toSorted((a, b) => (a < b ? -1 : 1));
      const walk = walkOf(listOf(sorted));
      for (const asked of [...others, ...ids])
        expect(walkTo(walk, asked)).toBe(sorted.filter((one) => one < asked).length);
      expect(walkToEnd(walk)).toBe(true);
    }),
  );
});

test('says of every list that is in no order, or holds one twice, that it is', () => {
  fc.assert(
    fc.property(fc.array(id, { maxLength: 12 }), fc.array(id), (ids, asked) => {
      const walk = walkOf(listOf(ids));
      for (const one of asked) walkTo(walk, one);
      expect(walkToEnd(walk)).toBe(
        ids.every((one, place) => place === 0 || (ids[place - 1] ?? '') < one),
      );
    }),
  );
});

test('reads each entry a few times when asked in order, and few entries for one that lies behind', () => {
  const ids = Array.from({ length: 10_000 }, (_, index) => `s-${String(index).padStart(5, '0')}`);
  let reads = 0;
  const counted = new Proxy(listOf(ids), {
    get(target, key, receiver) {
      if (typeof key === 'string' && /^\d+$/u.test(key)) reads += 1;
      return Reflect.get(target, key, receiver);
    },
  });
  const walk = walkOf(counted);
  for (const one of ids) walkTo(walk, one);
  expect(reads).toBeLessThanOrEqual(2 * ids.length);
  reads = 0;
  expect(walkTo(walk, 's-00001')).toBe(1);
  expect(reads).toBeLessThanOrEqual(20);
});
