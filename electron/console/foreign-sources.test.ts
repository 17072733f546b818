import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { expect, test } from 'vitest';
import { valueOf } from '#shared/testing/value-of.ts';
import { pidOfTheDead } from '#e2e/worlds/pid-of-the-dead.ts';
import { gesturaFiles } from '#electron/sources/gestura/testing-gestura.ts';
import { actor, blockOf, shown } from '#electron/sources/grite/testing-grite.ts';
import { lockPath, mixedState, statePath } from '#electron/sources/ralph/testing-ralph.ts';
import { makeFolder } from '#electron/sources/testing-folder.ts';
import { openTerminalConsole } from '#electron/terminal/open-terminal-console.ts';

/** A console that watches a folder with these files. */
async function watchFolder(files: Readonly<Record<string, string>>) {
  const made = makeFolder({ 'shop/README.md': '' });
  const shop = join(made.folder, 'shop');
  const put = (path: string, text: string): void => made.put(join('shop', path), text);
  for (const [path, text] of Object.entries(files)) put(path, text);
  const console = valueOf(await openTerminalConsole(join(made.folder, 'home')));
  const client = createRouterClient(console.router);
  await client.workspaces.open({ path: shop });
  return {
    console,
    client,
    shop,
    put,
    async [Symbol.asyncDispose]() {
      await console.close();
      made[Symbol.dispose]();
    },
  };
}

type Watched = Awaited<ReturnType<typeof watchFolder>>;

const named = async ({ console }: Watched) =>
  (await console.lookNow()).conditions.map(({ reason, subject }) => [reason, subject.id]);

const owner = (pid: number): string =>
  `pid: ${pid}\nstarted_at: ${new Date().toISOString()}\ncommand: ralph run loop\n`;

test('workers of a runner whose coordinator is dead are shown as what they are, and its files stay as they are', async () => {
  await using world = await watchFolder({
    [statePath]: mixedState,
    [lockPath]: owner(await pidOfTheDead()),
  });
  const { conditions, sources } = await world.console.lookNow();
  expect(conditions.map(({ reason, subject }) => [subject.id, reason, subject.source])).toEqual([
    ['RQ-3003', 'push_blocked', 'ralph'],
    ['RQ-3004', 'worker_crashed', 'ralph'],
  ]);
  expect(sources).toMatchObject([
    { kind: 'rollcall', workspace: world.shop },
    { kind: 'ralph', workspace: world.shop, readable: true, note: null },
  ]);
  const [blocked] = conditions;
  // Nothing is there to be kept first: its clone is on no disk of ours.
  const retry = await world.client.recover.plan({
    verb: 'retry_push',
    conditionIds: [blocked?.id ?? ''],
  });
  expect(retry.items).toMatchObject([
    { eligible: false, why: expect.stringMatching(/could not be kept first/u) },
  ]);
  const plan = await world.client.recover.plan({
    verb: 'restart',
    conditionIds: [blocked?.id ?? ''],
  });
  expect(plan.items).toMatchObject([
    { eligible: false, why: expect.stringMatching(/belongs to Ralph/u) },
  ]);
  expect(readFileSync(join(world.shop, statePath), 'utf8')).toBe(mixedState);
});

test('a coordinator that lives needs nobody, and its death is seen without being asked', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'ignore' });
  try {
    await using world = await watchFolder({
      [statePath]: mixedState,
      [lockPath]: owner(child.pid ?? 0),
    });
    expect(await named(world)).toEqual([['push_blocked', 'RQ-3003']]);
    world.console.start();
    child.kill('SIGKILL');
    await expect
      .poll(() => world.console.live.view().conditions.map(({ reason }) => reason), {
        timeout: 15_000,
      })
      .toContain('worker_crashed');
  } finally {
    child.kill('SIGKILL');
  }
});

test('a state file that appears, changes or goes is seen without being asked', async () => {
  await using world = await watchFolder({});
  expect(await named(world)).toEqual([]);
  world.console.start();
  const shown = () =>
    world.console.live.view().conditions.map(({ subject, reason }) => `${subject.id} ${reason}`);
  const seen = expect.poll.bind(undefined, shown, { timeout: 15_000 });
  world.put(lockPath, owner(process.pid));
  world.put(statePath, mixedState);
  await seen().toEqual(['RQ-3003 push_blocked']);
  world.put(statePath, mixedState.replace('"running"', '"blocked_push"'));
  await seen().toEqual(['RQ-3003 push_blocked', 'RQ-3004 push_blocked']);
});

test('a state file that cannot be read is told by name, and what it said before is still shown', async () => {
  await using world = await watchFolder({
    [statePath]: mixedState,
    [lockPath]: owner(process.pid),
  });
  expect(await named(world)).toEqual([['push_blocked', 'RQ-3003']]);
  world.put(statePath, mixedState.slice(0, 200));
  const file = join(world.shop, statePath);
  await world.console.lookNow();
  expect(await named(world)).toEqual([
    ['source_unreadable', file],
    ['push_blocked', 'RQ-3003'],
  ]);
  const { sources, conditions } = await world.console.lookNow();
  const retry = conditions[1]?.actions.find(({ verb }) => verb === 'retry_push');
  expect(retry).toMatchObject({ offered: false, why: expect.stringContaining(file) });
  expect(conditions[1]?.proposed).toBe('acknowledge');
  expect(sources[1]).toMatchObject({ readable: false, note: expect.stringContaining(file) });
});

test('runs, tasks and environments of an orchestrator stand beside ours, and nothing of them is recorded', async () => {
  await using world = await watchFolder({});
  for (const [path, text] of Object.entries(gesturaFiles(world.shop))) world.put(path, text);
  world.put(
    '.gestura/environments/session-recovery/run-restart/agent-restart/task-restart/work.txt',
    '',
  );
  const { conditions, tasks, runs, environments } = await world.console.lookNow();
  expect([tasks.map(({ id }) => id), runs.map(({ id }) => id)]).toEqual([
    ['task-restart'],
    ['run-restart'],
  ]);
  expect(environments).toHaveLength(2);
  // That a lease names no process is how they are kept there: the one in use is no trouble.
  expect(conditions.map(({ environmentId }) => environmentId)).not.toContain(
    'env_run-restart_task-restart_agent-restart',
  );
  const missing = conditions.find(({ subject }) => subject.source === 'gestura');
  expect(missing).toMatchObject({ reason: 'volume_unavailable', proposed: 'look_again' });
  const audited = await world.client.audit.list({ limit: 100 });
  expect(audited.filter(({ subject }) => /restart|orphan/u.test(subject))).toEqual([]);
});

test('a session that another system recorded is judged by its process, and left to that system', async () => {
  await using world = await watchFolder({ [`.git/grite/actors/${actor}/lock`]: '' });
  const block = (pid: number) =>
    blockOf('running', { pid, started_ts: Date.now(), last_heartbeat_ts: Date.now() });
  world.put('.grite/rollcall/show.json', shown(block(process.pid)));
  const reasons = async () =>
    (await world.console.lookNow()).conditions.filter(({ subject }) => subject.kind === 'session');
  await world.console.lookNow();
  world.put('.grite/rollcall/show.json', shown(block(await pidOfTheDead())));
  const [crashed] = await reasons();
  expect(crashed).toMatchObject({
    lane: 'crashed',
    reason: 'process_exited',
    subject: { id: 's-20250117-a2f9', source: 'grite' },
    proposed: 'acknowledge',
  });
  const offered = crashed?.actions.filter((one) => one.offered).map(({ verb }) => verb);
  expect(offered?.toSorted()).toEqual(['acknowledge', 'look_again', 'snooze']);
});

test('a workspace that no record names any more is told with whose it was, and is not ours to remove', async () => {
  await using world = await watchFolder({ [statePath]: '{ "schema_version": 3 }' });
  world.put('../.workspaces/shop/parallel/RQ-9/work.txt', 'work');
  const { conditions } = await world.console.lookNow();
  expect(conditions).toMatchObject([
    {
      reason: 'leftover_directory',
      subject: { kind: 'directory', source: 'ralph', workspace: world.shop },
      proposed: 'acknowledge',
      message: expect.stringContaining('was made by Ralph and is in none of its records'),
    },
  ]);
});
