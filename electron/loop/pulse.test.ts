import { expect, test } from 'vitest';
import { alive, engineRead, makeEntry } from '#shared/testing/make-reading.ts';
import { makeEnvironment, makeLease } from '#shared/testing/make-record.ts';
import { recordSet } from '#shared/testing/make-situation.ts';
import { createPulse } from './pulse.ts';

test('a process that is not there any more is felt, once; the others are not', () => {
  const gone = new Set<number>();
  const pulse = createPulse(({ pid }) => !gone.has(pid));
  const entries = [7, 8].map((pid) =>
    makeEntry({ sessionId: `s-${pid}`, process: alive({ pid }) }),
  );
  const engines = [engineRead(entries)];
  const held = makeEnvironment.worktree({
    lease: makeLease.held({ holder: { pid: 9, startTime: '1' } }),
  });
  const recorded = recordSet({ environments: [held] });
  expect(pulse(engines, recorded)).toBe(false);
  gone.add(8);
  expect(pulse(engines, recorded)).toBe(true);
  expect(pulse(engines, recorded)).toBe(false);
  gone.add(9);
  expect(pulse(engines, recorded)).toBe(true);
  gone.add(7);
  expect(pulse(engines, recorded)).toBe(true);
});
