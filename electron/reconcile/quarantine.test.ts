import { expect, test } from 'vitest';
import { makeTask } from '#shared/testing/make-record.ts';
import { recordSet, situation } from '#shared/testing/make-situation.ts';
import { reconcile } from './reconcile.ts';

const blocked = makeTask.blocked({ blockedReasons: ['Interrupted: can resume from “a”.'] });
const look = (ids: readonly string[]) =>
  reconcile(
    situation({
      recorded: recordSet({ tasks: [blocked] }),
      quarantinedTaskIds: new Set(ids),
    }),
  ).conditions[0];

test('a task that keeps crashing says that it does not go on by itself, and comes back onto the list', () => {
  const held = look(['login']);
  expect(held?.message).toMatch(
    /\. It crashed again within minutes of its last three recoveries; it is not resumed by itself\.$/u,
  );
  const free = look([]);
  expect(free?.message).not.toContain('crashed again');
  expect(free?.id).toBe(held?.id);
  expect(free?.signature).not.toBe(held?.signature);
});
