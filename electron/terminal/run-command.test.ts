import { existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RecordsDocument } from '#shared/domain/records-document.ts';
import { startAgent } from '#e2e/worlds/agents.ts';
import { must } from '#e2e/worlds/must.ts';
import { makeRepository } from '#e2e/worlds/repository.ts';
import { makeWorld, sourceEntry, type World } from '#e2e/worlds/world.ts';

let world: World;
let repository = '';
beforeAll(async () => {
  world = await makeWorld(sourceEntry);
  repository = await makeRepository(world);
});
afterAll(() => world.remove());

const run = (cwd: string, ...args: string[]) => world.rollcall(['run', ...args], { cwd });
const records = async (): Promise<RecordsDocument> =>
  JSON.parse(must(await world.rollcall(['export'])));

test.each([0, 7])('a command that keeps the terminal gives its own exit code, %d', async (code) => {
  const task = `ends-${code}`;
  const script = `echo said; echo complained >&2; exit ${code}`;
  const ended = await run(repository, '--task', task, '--', 'sh', '-c', script);
  expect(ended).toMatchObject({ code, stdout: 'said\n' });
  expect(ended.stderr).toContain('complained');
  const { sessions, tasks } = await records();
  const session = sessions?.find((one) => one.taskId === task);
  expect(session).toMatchObject({ status: 'exit', exitCode: code });
  expect(await readFile(session?.logPath ?? '', 'utf8')).toContain('said');
  expect(tasks?.find((one) => one.id === task)?.state).not.toBe('running');
});

test('a task has not failed because its agent was killed, and waits to go on', async () => {
  const script = 'kill -TERM $$; sleep 60';
  const ended = await run(repository, '--task', 'killed', '--', 'sh', '-c', script);
  expect(ended.code).toBe(143);
  const { tasks } = await records();
  expect(tasks?.find((one) => one.id === 'killed')?.state).toBe('running');
  const listed = await world.rollcall(['list', '--lane', 'crashed']);
  expect(listed.stdout).toContain('ended by signal 15');
});

test('an agent works in a new worktree, with its ids in its environment', async () => {
  const script =
    'pwd; git branch --show-current; env | grep -E "^ROLLCALL_(HOME|RUN|SESSION|TASK|RESUME_STATE|CHECKPOINT)=" | sort';
  const ended = await run(repository, '--task', 'told', '--run', 'r1', '--', 'sh', '-c', script);
  const [cwd, branch, ...told] = ended.stdout.trim().split('\n');
  expect(cwd).toBe(`${repository}.worktrees/rollcall-told`);
  expect(branch).toBe('rollcall/told');
  expect(told).toEqual([
    `ROLLCALL_HOME=${world.home}`,
    'ROLLCALL_RUN=r1',
    expect.stringMatching(/^ROLLCALL_SESSION=s-/u),
    'ROLLCALL_TASK=told',
  ]);
});

test('the branch that it began from is recorded by its name', async () => {
  const { environments } = await records();
  const told = environments?.find(({ taskId }) => taskId === 'told');
  expect(told?.git).toMatchObject({ baseBranch: 'main', branch: 'rollcall/told' });
});

test('--worktree names the branch', async () => {
  const ended = await run(repository, '--worktree', 'feat/dark', '--', 'git', 'status', '-sb');
  expect(ended).toMatchObject({ code: 0, stdout: '## feat/dark\n' });
  expect(existsSync(`${repository}.worktrees/feat-dark`)).toBe(true);
});

test('--isolated works in an empty directory of its own, --shared in the folder itself', async () => {
  const isolated = await run(
    repository,
    '--isolated',
    '--task',
    'alone',
    '--',
    'sh',
    '-c',
    'pwd; ls -A',
  );
  expect(isolated.stdout).toBe(`${repository}.worktrees/alone\n`);
  const shared = await run(repository, '--shared', '--', 'pwd');
  expect(shared.stdout).toBe(`${realpathSync(repository)}\n`);
});

test('a folder that is no repository gets an isolated directory, and no worktree', async () => {
  const plain = await run(world.folder, '--task', 'plain', '--', 'pwd');
  expect(plain).toMatchObject({
    code: 0,
    stdout: `${join(`${world.folder}.worktrees`, 'plain')}\n`,
  });
  const refused = await run(world.folder, '--worktree', '--', 'pwd');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('no git repository');
});

test('--detach leaves the agent running by itself, and the next look finds it in order', async () => {
  const agent = await startAgent(world, repository, { task: 'alive' });
  const { sessions } = await records();
  expect(sessions?.find((one) => one.id === agent.sessionId)).toMatchObject({
    status: 'running',
    pid: agent.pid,
  });
  expect(process.kill(agent.pid, 0)).toBe(true);
  const again = await run(repository, '--task', 'alive', '--detach', '--', 'true');
  expect(again.code).toBe(4);
  expect(again.stderr).toContain('recorded already');
});

test('a folder in which an agent was started is watched from then on', async () => {
  const { stdout } = await world.rollcall(['sweep', '--json']);
  const { sources } = JSON.parse(stdout);
  expect(sources.map((source: { workspace: string }) => source.workspace)).toContain(repository);
});

test('a task for which no agent came to life waits with the reason, and has not failed', async () => {
  const ended = await run(repository, '--task', 'option', '--detach', '--', '--version');
  expect(ended.code).not.toBe(0);
  const { tasks, sessions } = await records();
  const task = tasks?.find((one) => one.id === 'option');
  expect(task?.state).toBe('blocked');
  expect(task?.blockedReasons[0]).toContain('is an option and not a program');
  const session = sessions?.find((one) => one.taskId === 'option');
  expect(session).toMatchObject({ status: 'exit', exitReason: 'not_started' });
  const listed = await world.rollcall(['list', '--lane', 'blocked']);
  expect(listed.stdout).toContain('is an option and not a program');
});

test('an agent that cannot be started leaves a record that says so, and no task that seems to run', async () => {
  const ended = await run(repository, '--task', 'typo', '--detach', '--', 'no-such-agent');
  expect(ended.code).not.toBe(0);
  expect(ended.stderr).toContain('no-such-agent');
  const { sessions, tasks } = await records();
  expect(sessions?.find((one) => one.taskId === 'typo')?.status).toBe('exit');
  expect(tasks?.find((one) => one.id === 'typo')?.state).not.toBe('running');
});

test('a repository that git does not read is not taken for a plain folder', async () => {
  const broken = join(world.folder, 'broken');
  mkdirSync(join(broken, '.git'), { recursive: true });
  writeFileSync(join(broken, '.git', 'HEAD'), 'ref: refs/heads/main\n');
  mkdirSync(join(broken, '.git', 'objects'));
  mkdirSync(join(broken, '.git', 'refs'));
  writeFileSync(join(broken, '.git', 'config'), '[core\n');
  const ended = await run(broken, '--', 'true');
  expect(ended).toMatchObject({ code: 3, stdout: '' });
  expect(ended.stderr).toContain('Git could not read the repository here');
  expect(existsSync(`${broken}.worktrees`)).toBe(false);
  expect(await run(broken, '--shared', '--', 'pwd')).toMatchObject({ code: 0 });
});

test('a bare repository gets no empty directory instead of a worktree', async () => {
  const bare = join(world.folder, 'bare.git');
  must(await world.run('git', ['init', '--quiet', '--bare', bare]));
  const ended = await run(bare, '--', 'true');
  expect(ended.code).toBe(2);
  expect(ended.stderr).toContain('bare repository');
});

test('a repository without a commit says what is missing', async () => {
  const young = join(world.folder, 'young');
  must(await world.run('git', ['init', '--quiet', '-b', 'main', young]));
  const ended = await run(young, '--task', 'too-early', '--', 'true');
  expect(ended.code).toBe(4);
  expect(ended.stderr).toContain('main names no commit');
});

test('what an agent starts from inside its worktree belongs to the repository, not to that worktree', async () => {
  const outer = `${repository}.worktrees/rollcall-told`;
  must(await world.run('git', ['-C', outer, 'commit', '--quiet', '--allow-empty', '-m', 'ahead']));
  must(await run(outer, '--task', 'inner', '--', 'true'));
  const { environments } = await records();
  const inner = environments?.find(({ taskId }) => taskId === 'inner');
  expect(inner).toMatchObject({
    workspaceRoot: repository,
    path: `${repository}.worktrees/rollcall-inner`,
    git: { repoRoot: repository, baseBranch: 'rollcall/told' },
  });
  const head = (cwd: string) => world.run('git', ['-C', cwd, 'rev-parse', 'HEAD']);
  expect(must(await head(inner?.path ?? ''))).toBe(must(await head(outer)));
  must(await world.run('git', ['-C', outer, 'checkout', '--quiet', '--detach']));
  must(await run(outer, '--task', 'from-detached', '--', 'true'));
  expect(must(await head(`${repository}.worktrees/rollcall-from-detached`))).toBe(
    must(await head(outer)),
  );
  expect((await run(outer, '--shared', '--', 'pwd')).stdout).toBe(`${outer}\n`);
});

test('a repository whose git directory lies elsewhere is its own workspace', async () => {
  const apart = join(world.folder, 'apart');
  const separate = `--separate-git-dir=${join(world.folder, 'apart-git')}`;
  must(await world.run('git', ['init', '--quiet', separate, apart]));
  must(await world.run('git', ['-C', apart, 'commit', '--quiet', '--allow-empty', '-m', 'first']));
  const ended = await run(apart, '--task', 'apart', '--', 'pwd');
  expect(ended.stdout).toBe(`${apart}.worktrees/rollcall-apart\n`);
});

test('a branch that git would not take is refused before anything is recorded, and no directory is named after it', async () => {
  const before = await records();
  for (const args of [
    ['--worktree', ''],
    ['--worktree', '..'],
    ['--worktree', '.rollcall-trash'],
    ['--worktree=-x'],
    ['--task', 'a..b'],
  ]) {
    const { code, stderr } = await run(repository, ...args, '--', 'true');
    expect({ args, code }).toEqual({ args, code: 2 });
    expect(stderr).toContain('cannot be the name of a branch');
  }
  expect(await records()).toEqual(before);
});

test('what is recorded without words can be taken over elsewhere', async () => {
  expect((await run(repository, '--name', ' ', '--', 'true')).code).toBe(2);
  const label = ['checkpoint', '--task', 'told', '--label', '', '--replay-safety', 'pure_readonly'];
  expect((await world.rollcall(label)).code).toBe(2);
  await run(repository, '--shared', '--', '/');
  const file = join(world.folder, 'records.json');
  writeFileSync(file, must(await world.rollcall(['export'])));
  must(await world.rollcall(['import', file, '--home', join(world.folder, 'other home')]));
});
