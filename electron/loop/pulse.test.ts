import { expect, test } from 'vitest';
import { alive, engineRead, makeEntry } from '#shared/testing/make-reading.ts';
import { createPulse } from './pulse.ts';

test('a process that is not there any more is felt, once; the others are not', () => {
  const gone = new Set<number>();
  const pulse = createPulse(({ pid }) => !gone.has(pid));
  const entries = [7, 8].map((pid) =>
    makeEntry({ sessionId: `s-${pid}`, process: alive({ pid }) }),
  );
  const engines = [engineRead(entries)];
  expect(pulse(engines)).toBe(false);
  gone.add(8);
  expect(pulse(engines)).toBe(true);
  expect(pulse(engines)).toBe(false);
  gone.add(7);
  expect(pulse(engines)).toBe(true);
});
