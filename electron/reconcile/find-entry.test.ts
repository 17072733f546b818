import fc from 'fast-check';
import { expect, test } from 'vitest';
import { absent, makeEntry } from '#shared/testing/make-reading.ts';
import { seekEntry } from './find-entry.ts';

const id = fc.oneof(
  fc.string({ maxLength: 4 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.stringMatching(/^[ab]{0,6}$/u),
);

test('finds where an id is, or would be, from wherever the search begins', () => {
  fc.assert(
    fc.property(fc.uniqueArray(id, { maxLength: 100 }), id, fc.nat(), (ids, asked, start) => {
      const sorted = ids.toSorted((a, b) => (a < b ? -1 : 1));
      const list = sorted.map((sessionId) => makeEntry({ sessionId, process: absent() }));
      const expected = sorted.filter((one) => one < asked).length;
      expect(seekEntry(list, asked, start % (list.length + 1))).toBe(expected);
    }),
  );
});

test('takes one step for the next id, and few for any other', () => {
  const list = Array.from({ length: 10_000 }, (_, index) =>
    makeEntry({ sessionId: `s-${String(index).padStart(5, '0')}`, process: absent() }),
  );
  let reads = 0;
  const counted = new Proxy(list, {
    get(target, key, receiver) {
      if (typeof key === 'string' && /^\d+$/u.test(key)) reads += 1;
      return Reflect.get(target, key, receiver);
    },
  });
  expect(seekEntry(counted, 's-05001', 5000)).toBe(5001);
  expect(reads).toBeLessThanOrEqual(3);
  reads = 0;
  expect(seekEntry(counted, 's-00001', 9999)).toBe(1);
  expect(reads).toBeLessThanOrEqual(20);
});
