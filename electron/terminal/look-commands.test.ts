import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { crashedWithCheckpoint } from '#e2e/worlds/crashed-with-checkpoint.ts';
import { must } from '#e2e/worlds/must.ts';
import { makeRepository } from '#e2e/worlds/repository.ts';
import { makeWorld, sourceEntry, type World } from '#e2e/worlds/world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld(sourceEntry);
  await crashedWithCheckpoint(world);
});
afterAll(() => world.remove());

const well = async () => {
  const repository = await makeRepository(world);
  must(await world.rollcall(['run', '--task', 'well', '--', 'true'], { cwd: repository }));
};

test('what needs nobody is told apart from what nobody knows', async () => {
  await well();
  const known = await world.rollcall(['show', 'well']);
  expect(known).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing needs you') });
  const unknown = await world.rollcall(['show', 'wel']);
  expect(unknown).toMatchObject({ code: 3, stdout: '' });
  expect(unknown.stderr).toContain('is called “wel”');
  expect(unknown.stderr).not.toContain('Nothing needs you');
  expect((await world.rollcall(['plan', 'stop', 'wel'])).stderr).toContain('is called “wel”');
  expect((await world.rollcall(['plan', 'stop', 'well'])).stderr).toContain('Nothing needs you');
});

test('what was acknowledged can still be acted on by its name', async () => {
  const planned = must(await world.rollcall(['plan', 'acknowledge', 'limiter', '--json']));
  const { planId } = JSON.parse(planned);
  must(await world.rollcall(['apply', planId, '--yes']));
  expect(must(await world.rollcall(['plan', 'resume', 'limiter']))).toContain('Resume');
});

test('a folder that is not there is not watched, and said so with its code', async () => {
  const gone = join(world.folder, 'gone');
  expect(await world.rollcall(['sweep', gone])).toMatchObject({
    code: 3,
    stderr: `There is no folder ${gone}.\n`,
  });
  const file = join(world.folder, 'a file');
  writeFileSync(file, '');
  expect((await world.rollcall(['sweep', file])).code).toBe(3);
  expect((await world.rollcall(['./gone'])).code).toBe(3);
  expect((await world.rollcall(['./gone', '--browser'])).code).toBe(3);
});

test('a backup that is not kept is named, with the way to those that are', async () => {
  expect(await world.rollcall(['restore', 'nope', '--yes'])).toMatchObject({
    code: 3,
    stderr: 'No backup is called “nope”; rollcall backups shows what is kept.\n',
  });
});

test('a command that was mistyped opens nothing', async () => {
  const typed = await world.rollcall(['swep', '--no-open']);
  expect(typed).toMatchObject({ code: 2, stdout: '' });
  expect(typed.stderr).toContain('“swep” is neither a command nor a folder');
});

test('a place that cannot be looked at is named in a sentence, without a trace of the code', async () => {
  const endless = 'x'.repeat(300);
  const opened = await world.rollcall([endless]);
  expect(opened).toMatchObject({ code: 3, stdout: '' });
  expect(opened.stderr).toMatch(
    new RegExp(`^/.*/${endless} could not be looked at: ENAMETOOLONG\\.\n$`),
  );
  const file = join(world.folder, 'no home');
  writeFileSync(file, '');
  for (const args of [['heartbeat', '--task', 'x'], ['sweep']]) {
    const { code, stderr } = await world.rollcall([...args, '--home', join(file, 'home')]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/ENOTDIR.*\n$/);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  }
});

test('a value that no plan takes is wrong usage', async () => {
  const note = 'x'.repeat(10_001);
  const planned = await world.rollcall(['plan', 'acknowledge', 'limiter', '--note', note]);
  expect(planned).toMatchObject({ code: 2, stdout: '' });
  expect(planned.stderr).toMatch(/^choices\.note: .*10000.*\n$/);
});

test('a journal that was damaged is said to be so, and not that nothing needs anybody alone', async () => {
  const home = join(world.folder, 'damaged home');
  must(await world.rollcall(['backups', '--home', home]));
  for (const command of ['sweep', 'audit']) {
    writeFileSync(join(home, 'journal.db'), 'This was never a database. '.repeat(100));
    const { stderr } = await world.rollcall([command, '--home', home]);
    expect(stderr).toMatch(/^The journal was damaged .* It was kept as .*\.corrupt-/u);
  }
});

test('what the search field takes is taken, also what begins with a dash', async () => {
  const list = async (...words: string[]) => world.rollcall(['list', ...words]);
  expect((await list('-lane:drifted', '--all')).stdout).toContain('Rate limiter');
  expect(await list('-lane:crashed', '--all')).toMatchObject({
    code: 0,
    stdout: 'Nothing matches.\n',
  });
  expect(await list('--al')).toMatchObject({ code: 2, stdout: '' });
  const planned = must(await world.rollcall(['plan', 'restart', 'limiter']));
  expect(planned).toContain(`$ git -C '${world.folder}/shop.worktrees/rollcall-limiter' clean`);
});

test('whoever stands in a folder that is gone is told so, and nothing is begun', async () => {
  const gone = join(world.folder, 'cleaned up');
  for (const args of [['sweep'], ['run', '--', 'true'], ['import', 'records.json']]) {
    mkdirSync(gone);
    const script = 'rmdir "$PWD"; exec "$@"';
    const sh = ['-c', script, 'sh', process.execPath, sourceEntry, ...args];
    const { code, stderr } = await world.run('sh', sh, { cwd: gone });
    expect({ args, code, stderr }).toEqual({
      args,
      code: 3,
      stderr: expect.stringMatching(
        /^(?:The folder that you are in is not there|records\.json could).*\n$/u,
      ),
    });
  }
});
