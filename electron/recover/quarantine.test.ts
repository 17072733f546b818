import { expect, test } from 'vitest';
import { makeTask } from '#shared/testing/make-record.ts';
import { recorded } from '#shared/testing/make-situation.ts';
import { later, moments } from '#shared/testing/moments.ts';
import { createQuarantine } from './quarantine.ts';

const row = (verb: string, minute: number) => ({
  verb,
  result: 'applied',
  at: later(moments.started, minute * 60_000),
});
const crashes = [0, 20, 40].flatMap((minute) => [
  row('resume', minute),
  row('task_interrupted', minute + 2),
]);

test('a task that crashed within minutes of its last three recoveries is held, and asked about once', () => {
  const asked: string[] = [];
  const quarantine = createQuarantine((id) => {
    asked.push(id);
    return id === 'crashes' ? crashes.toReversed() : crashes.slice(0, 4).toReversed();
  });
  const tasks = [
    recorded(makeTask.blocked({ id: 'crashes' }), { version: 8 }),
    recorded(makeTask.blocked({ id: 'new' }), { version: 2 }),
    recorded(makeTask.blocked({ id: 'twice' }), { version: 7 }),
    recorded(makeTask.running({ id: 'running' }), { version: 9 }),
  ];
  expect([...quarantine({ tasks })]).toEqual(['crashes']);
  expect([...quarantine({ tasks })]).toEqual(['crashes']);
  expect(asked).toEqual(['crashes', 'twice']);
  const again = [recorded(makeTask.blocked({ id: 'crashes' }), { version: 9 })];
  expect([...quarantine({ tasks: again })]).toEqual(['crashes']);
  expect(asked).toEqual(['crashes', 'twice', 'crashes']);
});
