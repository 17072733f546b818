import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { addInterruptedTask } from '#electron/recover/recovery-task.ts';
import { createRecoveryWorld, type RecoveryWorld } from '#electron/recover/recovery-world.ts';

let world: RecoveryWorld | undefined;
afterEach(() => world?.close());

/** Every file below a directory with its bytes, as one text. */
const bytesBelow = (directory: string): string =>
  execFileSync(
    'sh',
    ['-c', 'find . -type f | sort | xargs sha256sum; find . -printf "%p %m\\n" | sort'],
    {
      cwd: directory,
      encoding: 'utf8',
    },
  );

describe('recreate environment', () => {
  it('brings the worktree back on its branch and touches no other entry', async () => {
    world = await createRecoveryWorld(rooms);
    const { repository } = world;
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    const other = addInterruptedTask(world, { id: 'other' });
    rmSync(path, { recursive: true });
    rmSync(other.path, { recursive: true });
    const bystander = join(repository.root, '.git/worktrees/rollcall-other');
    const before = bytesBelow(bystander);

    const plan = await world.plan('recreate', conditionId);
    expect(plan.items[0]).toMatchObject({ eligible: true });
    const item = await world.apply(plan);
    expect(item).toMatchObject({ result: 'applied' });
    expect(item.why).toContain('on branch rollcall/login');
    expect(readFileSync(join(path, 'readme.md'), 'utf8')).toBe('hello\n');
    expect(repository.gitIn(path, 'branch', '--show-current').trim()).toBe('rollcall/login');
    expect(bytesBelow(bystander)).toBe(before);
  });

  it('takes the environment’s reason off its task, and lets the task go on', async () => {
    world = await createRecoveryWorld(rooms);
    const { path, conditionId } = addInterruptedTask(world, {
      id: 'login',
      task: {
        blockedReasons: [
          'Interrupted: can resume from “half-way”.',
          'Environment env-login is not there and must be recreated.',
        ],
      },
      environment: { health: 'missing', recoveryStatus: 'pending', state: 'recovering' },
    });
    rmSync(path, { recursive: true });
    expect((await world.plan('resume', conditionId)).items[0]?.why).toContain('recreate');
    await world.apply(await world.plan('recreate', conditionId));
    const { store } = world.deps;
    expect(store.get('task', 'login')?.record.blockedReasons).toEqual([
      'Interrupted: can resume from “half-way”.',
    ]);
    expect(store.get('environment', 'env-login')?.record).toMatchObject({
      state: 'ready',
      health: 'clean',
      recoveryStatus: 'reconciled',
    });
    expect((await world.plan('resume', conditionId)).items[0]?.eligible).toBe(true);
  });

  it('makes a lost branch again at the newest backup', async () => {
    world = await createRecoveryWorld(rooms);
    const { repository } = world;
    const { path, conditionId } = addInterruptedTask(world, {
      id: 'login',
      task: { approvalRequired: true },
    });
    writeFileSync(join(path, 'done.txt'), 'done\n');
    repository.gitIn(path, 'add', '.');
    repository.gitIn(path, 'commit', '--quiet', '--message=progress');
    const progress = repository.gitIn(path, 'rev-parse', 'HEAD');
    expect((await world.apply(await world.plan('restart', conditionId))).result).toBe('applied');
    repository.git('worktree', 'remove', '--force', path);
    repository.git('branch', '--quiet', '-D', 'rollcall/login');

    const item = await world.apply(await world.plan('recreate', conditionId));
    expect(item).toMatchObject({ result: 'applied' });
    expect(repository.gitIn(path, 'rev-parse', 'rollcall/login')).toBe(progress);
  });

  it('makes a lost branch again at the recorded commit', async () => {
    world = await createRecoveryWorld(rooms);
    const { repository } = world;
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    repository.git('worktree', 'remove', path);
    repository.git('branch', '--quiet', '-D', 'rollcall/login');
    const plan = await world.plan('recreate', conditionId);
    expect(plan.items[0]?.steps.at(-1)?.describe).toContain('the recorded commit');
    expect(await world.apply(plan)).toMatchObject({ result: 'applied' });
    expect(repository.gitIn(path, 'branch', '--show-current').trim()).toBe('rollcall/login');
  });

  it('comes back detached, and says so, while its branch is checked out elsewhere', async () => {
    world = await createRecoveryWorld(rooms);
    const { repository } = world;
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    repository.git('worktree', 'remove', path);
    repository.git('checkout', '--quiet', 'rollcall/login');
    const plan = await world.plan('recreate', conditionId);
    expect(plan.items[0]?.warnings[0]).toContain(`checked out in ${repository.root}`);
    const item = await world.apply(plan);
    expect(item).toMatchObject({ result: 'applied' });
    expect(item.why).toContain('detached at');
    expect(repository.gitIn(path, 'branch', '--show-current')).toBe('');
  });

  it('keeps a commit that only the old entry knows', async () => {
    world = await createRecoveryWorld(rooms);
    const { repository } = world;
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    repository.gitIn(path, 'checkout', '--quiet', '--detach');
    writeFileSync(join(path, 'done.txt'), 'done\n');
    repository.gitIn(path, 'add', '.');
    repository.gitIn(path, 'commit', '--quiet', '--message=on no branch');
    const stranded = repository.gitIn(path, 'rev-parse', 'HEAD').trim();
    rmSync(path, { recursive: true });
    const plan = await world.plan('recreate', conditionId);
    const ref = plan.items[0]?.backup?.location ?? '';
    expect(await world.apply(plan)).toMatchObject({ result: 'applied' });
    expect(repository.git('rev-parse', ref).trim()).toBe(stranded);
    const kept = /, in (.*)$/.exec(plan.items[0]?.keeps[0] ?? '')?.[1] ?? '';
    expect(existsSync(join(kept, 'HEAD'))).toBe(true);
  });

  it('leaves a locked entry alone unless the process that locked it is gone', async () => {
    world = await createRecoveryWorld(rooms);
    const { repository } = world;
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    const lock = (reason: string) => repository.git('worktree', 'lock', '--reason', reason, path);
    lock('on a stick');
    rmSync(path, { recursive: true });
    expect((await world.plan('recreate', conditionId)).items[0]?.why).toContain('“on a stick”');
    repository.git('worktree', 'unlock', path);
    lock(`agent (pid ${process.pid})`);
    expect((await world.plan('recreate', conditionId)).items[0]?.eligible).toBe(false);
    repository.git('worktree', 'unlock', path);
    // A date is no start time in the system's own form: it never proves that another has the pid.
    lock(`agent (pid ${process.pid}, started 2026-01-31T09:12:04Z)`);
    expect((await world.plan('recreate', conditionId)).items[0]).toMatchObject({
      eligible: false,
      why: expect.stringContaining(`process ${process.pid} exists`),
    });
    repository.git('worktree', 'unlock', path);
    lock('agent (pid 4194300 start 1)');
    const item = await world.apply(await world.plan('recreate', conditionId));
    expect(item).toMatchObject({ result: 'applied' });
    expect(existsSync(join(path, 'readme.md'))).toBe(true);
  });

  it('does nothing to what is there, and concludes nothing from a missing volume', async () => {
    world = await createRecoveryWorld(rooms);
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    expect((await world.plan('recreate', conditionId)).items[0]?.why).toBe(`${path} is there.`);
    rmSync(join(path, '..'), { recursive: true });
    expect((await world.plan('recreate', conditionId)).items[0]?.why).toContain('volume');
  });

  it('is refused when the branch moved after the plan', async () => {
    world = await createRecoveryWorld(rooms);
    const { repository } = world;
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    rmSync(path, { recursive: true });
    const plan = await world.plan('recreate', conditionId);
    repository.git('commit', '--quiet', '--allow-empty', '--message=second');
    repository.git('update-ref', 'refs/heads/rollcall/login', 'main');
    expect(await world.apply(plan)).toMatchObject({
      result: 'refused',
      before: { fact: 'brought back from' },
    });
    expect(existsSync(path)).toBe(false);
  });

  it('makes a plain directory again', async () => {
    world = await createRecoveryWorld(rooms);
    const path = `${world.repository.root}.worktrees/plain`;
    const { conditionId } = addInterruptedTask(world, {
      id: 'login',
      environment: { executionMode: 'isolated_workspace', path, git: undefined },
    });
    expect(await world.apply(await world.plan('recreate', conditionId))).toMatchObject({
      result: 'applied',
    });
    expect(existsSync(path)).toBe(true);
    mkdirSync(join(path, 'work'));
  });
});
