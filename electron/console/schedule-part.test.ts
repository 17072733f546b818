import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { holdHome } from '#e2e/worlds/hold-home.ts';
import { must } from '#e2e/worlds/must.ts';
import { makeRepository } from '#e2e/worlds/repository.ts';
import { makeWorld, sourceEntry, type World } from '#e2e/worlds/world.ts';
import { withJournal } from '#electron/journal/testing/journal-of.ts';

let world: World;
let repository = '';
beforeEach(async () => {
  world = await makeWorld(sourceEntry);
  repository = await makeRepository(world);
});
afterEach(() => world.remove());

const states = () =>
  withJournal(world.home, ({ records }) =>
    Object.fromEntries(records.load().tasks.map(({ record }) => [record.id, record.state])),
  );

const turnOn = (limit: number) =>
  withJournal(world.home, ({ settings }) => {
    settings.set('scheduling', [repository]);
    settings.set('policy', { concurrencyLimit: limit });
  });

const queue = async (task: string, ...args: readonly string[]) =>
  must(await world.rollcall(['run', '--queue', '--task', task, ...args], { cwd: repository }));

test('three queued tasks that wait for one another run in order, one at a time', async () => {
  const log = join(world.folder, 'log');
  await writeFile(log, '');
  const script = 'echo "$1 begins" >> "$2"; sleep 0.4; echo "$1 ends" >> "$2"';
  const commandOf = (task: string) => ['--', 'sh', '-c', script, 'sh', task, log];
  await queue('a', ...commandOf('a'));
  await queue('b', '--after', 'a', ...commandOf('b'));
  await queue('c', '--after', 'a', 'b', ...commandOf('c'));
  expect(existsSync(`${repository}.worktrees`)).toBe(false);
  turnOn(1);
  await holdHome(world);
  await vi.waitFor(
    () => expect(states()).toEqual({ a: 'completed', b: 'completed', c: 'completed' }),
    { timeout: 60_000, interval: 200 },
  );
  expect((await readFile(log, 'utf8')).trim().split('\n')).toEqual(
    ['a', 'b', 'c'].flatMap((task) => [`${task} begins`, `${task} ends`]),
  );
  const { runs, actors } = withJournal(world.home, ({ records, audit }) => ({
    runs: records.load().runs.map(({ record }) => record.status),
    actors: audit
      .list({ verb: 'launch', limit: 100 })
      .flatMap(({ actor, result }) => (result === 'starting' ? [actor] : [])),
  }));
  expect(runs).toEqual(['completed', 'completed', 'completed']);
  expect(actors).toEqual(['rollcall', 'rollcall', 'rollcall']);
}, 90_000);

test('nothing starts by itself until it is turned on, and what fails holds back what waits for it', async () => {
  await queue('fails', '--', 'sh', '-c', 'exit 3');
  await queue('waits', '--after', 'fails', '--', 'true');
  await queue('quick', '--', 'true');
  const { stdout } = await world.rollcall(['sweep', '--json']);
  expect(JSON.parse(stdout).tasks).toHaveLength(3);
  const refused = await world.rollcall(['run', '--queue', '--after', 'nobody', '--', 'true'], {
    cwd: repository,
  });
  expect(refused.code).toBe(4);
  expect(refused.stderr).toContain('No task nobody is recorded');
  expect(states()).toEqual({ fails: 'queued', waits: 'queued', quick: 'queued' });
  turnOn(2);
  await holdHome(world);
  await vi.waitFor(() => expect(states()).toMatchObject({ waits: 'queued', quick: 'completed' }), {
    timeout: 30_000,
    interval: 200,
  });
  await vi.waitFor(() => expect(['failed', 'blocked']).toContain(states()['fails']), 30_000);
  expect(states()['waits']).toBe('queued');
}, 90_000);
