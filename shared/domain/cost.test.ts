import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeSession, makeTask } from '#shared/testing/make-record.ts';
import { addCost, meter } from './cost.ts';

test('what nobody told stays unknown, and is not nothing', () => {
  expect(addCost({ usd: 1 }, { tokens: 5 })).toEqual({ usd: 1, tokens: 5 });
  expect(addCost(undefined, {})).toEqual({});
});

test('a task costs what its sessions told last, however often and in whatever order they told it', () => {
  const readings = fc.array(fc.record({ of: fc.constantFrom(0, 1), tokens: fc.nat(1000) }));
  fc.assert(
    fc.property(readings, fc.nat(100), (told, before) => {
      let task = makeTask.running({ cost: { usd: 2, tokens: before } });
      const sessions = [makeSession.running({ id: 's-0' }), makeSession.running({ id: 's-1' })];
      for (const { of, tokens } of told) {
        const one = sessions[of];
        if (one === undefined) throw new Error('There are two sessions.');
        const next = meter(task, one, { tokens });
        task = next.task;
        sessions[of] = next.session;
      }
      const most = [0, 1].map((of) =>
        Math.max(0, ...told.filter((one) => one.of === of).map(({ tokens }) => tokens)),
      );
      expect(task.cost).toEqual({ usd: 2, tokens: before + (most[0] ?? 0) + (most[1] ?? 0) });
    }),
  );
});
