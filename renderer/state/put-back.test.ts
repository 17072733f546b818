import { expect, it } from 'vitest';
import type { Operation } from '#shared/domain/plan.ts';
import { undoTarget } from '#shared/domain/undo-target.ts';
import { makeCondition } from '#shared/testing/make-condition.ts';
import { makeView } from '#shared/testing/make-view.ts';
import type { Client } from './client.ts';
import { createMirror } from './mirror.ts';
import { createPutBack } from './put-back.ts';

const { id, subject, title } = makeCondition.blocked();
const operation = (operationId: string, startedAt: string): Operation => ({
  operationId,
  planId: 'p',
  verb: 'acknowledge',
  state: 'done',
  startedAt,
  items: [{ conditionId: id, subject, title, verb: 'acknowledge', result: 'applied', why: '' }],
});

/** What a console that knows these operations is asked, and what is done and told then. */
async function putBack(known: readonly Operation[], isConnected = true) {
  const asked: unknown[] = [];
  const mirror = createMirror({ theme: 'system', density: 'comfortable' });
  const recover = {
    operations: async (about: unknown) => {
      asked.push(about);
      return known;
    },
  };
  // Only this call of the contract is made.
  const client = { recover } as unknown as Client;
  mirror.setState({ client: isConnected ? client : null, view: makeView() });
  const done: unknown[] = [];
  const told: string[] = [];
  await createPutBack({
    mirror,
    notify: (notice) => void told.push(notice.title),
    act: async (verb, ids) => void done.push([verb, ...ids]),
  }).putBack(id);
  return { asked, done, told };
}

it('an item is put back by the operation that took it off last, however many were since', async () => {
  const known = [
    operation('new', '2026-01-31T10:00:00Z'),
    operation('old', '2026-01-30T10:00:00Z'),
  ];
  expect(await putBack(known)).toEqual({
    asked: [{ conditionId: id }],
    done: [['undo', undoTarget('new', id)]],
    told: [],
  });
});

it('an item that no operation took off says so', async () => {
  const { done, told } = await putBack([]);
  expect(done).toEqual([]);
  expect(told).toEqual(['What took it off the list is not recorded']);
});

it('an item is not said to be taken off by nothing recorded while nobody can be asked', async () => {
  const { told } = await putBack([operation('new', '2026-01-31T10:00:00Z')], false);
  expect(told).toEqual(['It was not put back']);
});
