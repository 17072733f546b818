import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { valueOf } from '#shared/testing/value-of.ts';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { addInterruptedTask } from '#electron/recover/recovery-task.ts';
import {
  conditionAbout,
  createRecoveryWorld,
  type RecoveryWorld,
} from '#electron/recover/recovery-world.ts';

let world: RecoveryWorld | undefined;
afterEach(() => world?.close());

/** A directory that no record names, as a condition on the list. */
function listDirectory(path: string): string {
  if (world === undefined) throw new Error('no world');
  const about = { kind: 'directory', id: path } as const;
  const more = { lane: 'orphaned', reason: 'leftover_directory' } as const;
  return world.list(conditionAbout(about, world.repository.root, more));
}

describe('clean up', () => {
  it('moves a leftover directory to the trash whole, ignored files and all', async () => {
    world = await createRecoveryWorld(rooms);
    const { root } = world.repository;
    const path = join(`${root}.worktrees`, 'leftover');
    mkdirSync(join(path, 'deep'), { recursive: true });
    writeFileSync(join(path, '.env'), 'SECRET=1');
    writeFileSync(join(path, 'deep', 'notes.txt'), 'notes');
    const plan = await world.plan('clean_up', listDirectory(path));
    expect(plan.tier).toBe(2);
    expect(plan.items[0]).toMatchObject({ eligible: true, loses: [] });
    expect(await world.apply(plan)).toMatchObject({ result: 'applied' });
    expect(existsSync(path)).toBe(false);
    const kept = join(plan.items[0]?.backup?.location ?? '', 'directory');
    expect(kept.startsWith(`${root}.worktrees/.rollcall-trash/`)).toBe(true);
    expect(readFileSync(join(kept, '.env'), 'utf8')).toBe('SECRET=1');
    expect(readFileSync(join(kept, 'deep', 'notes.txt'), 'utf8')).toBe('notes');
  });

  it('says beforehand that a directory on another volume cannot be moved to the trash', async () => {
    world = await createRecoveryWorld(rooms);
    // Every Linux has it, as a file system of its own.
    const path = mkdtempSync('/dev/shm/rollcall-elsewhere-');
    writeFileSync(join(path, 'notes.txt'), 'notes');
    const [item] = (await world.plan('clean_up', listDirectory(path))).items;
    const isKept = existsSync(join(path, 'notes.txt'));
    rmSync(path, { recursive: true });
    expect(item).toMatchObject({ eligible: false });
    expect(item?.why).toContain('on another volume');
    expect(isKept).toBe(true);
  });

  it('keeps a dirty worktree twice, removes its one entry, and leaves the branch', async () => {
    world = await createRecoveryWorld(rooms);
    const { repository } = world;
    const { path, conditionId } = addInterruptedTask(world, {
      id: 'login',
      task: { state: 'completed' },
      session: { status: 'exit', exitCode: 0 },
    });
    const other = addInterruptedTask(world, { id: 'other' });
    writeFileSync(join(path, 'notes.txt'), 'not committed');
    const plan = await world.plan('clean_up', conditionId);
    const item = await world.apply(plan);
    expect(item).toMatchObject({ result: 'applied', backup: { kind: 'git_ref' } });
    expect(existsSync(path)).toBe(false);
    expect(repository.git('show', `${item.backup?.location}:notes.txt`)).toBe('not committed');
    expect(repository.git('branch', '--list', 'rollcall/login')).toContain('rollcall/login');
    expect(readdirSync(join(repository.root, '.git/worktrees'))).toEqual(['rollcall-other']);
    expect(existsSync(other.path)).toBe(true);
    const record = world.deps.store.get('environment', 'env-login')?.record;
    expect(record).toMatchObject({ state: 'removed', cleanupResult: { disposition: 'removed' } });
    const kept = record?.cleanupResult?.retainedPath ?? '';
    expect(readFileSync(join(kept, 'notes.txt'), 'utf8')).toBe('not committed');
    expect(existsSync(join(kept, '../entry/HEAD'))).toBe(true);
  });

  it('does not move a directory away under a process that works in it, of whatever home', async () => {
    world = await createRecoveryWorld(rooms);
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    const plan = await world.plan('clean_up', conditionId);
    const child = spawn('sleep', ['60'], { cwd: path, stdio: 'ignore' });
    try {
      await once(child, 'spawn');
      const item = await world.apply(plan);
      expect(item.result).toBe('refused');
      expect(item.why).toContain(`Process ${child.pid} (sleep) is at work in it; end that first.`);
      const [again] = (await world.plan('archive', conditionId)).items;
      expect(again).toMatchObject({ eligible: false });
      const [restart] = (await world.plan('restart', conditionId)).items;
      expect(restart).toMatchObject({ eligible: true });
      expect(restart?.warnings).toContain(
        `Process ${child.pid} (sleep) still works in it, and may write there meanwhile.`,
      );
    } finally {
      child.kill('SIGKILL');
    }
  });

  it('does not take another worktree of the repository along, whoever made it', async () => {
    world = await createRecoveryWorld(rooms);
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    const { gitIn } = world.repository;
    writeFileSync(join(path, '.gitignore'), '.agents/\n');
    const inner = join(path, '.agents', 'helper');
    gitIn(path, 'worktree', 'add', '--quiet', '-b', 'helper', inner);
    writeFileSync(join(inner, 'notes.txt'), 'not committed');
    const [item] = (await world.plan('clean_up', conditionId)).items;
    expect(item).toMatchObject({ eligible: false });
    expect(item?.why).toContain(`Worktree ${inner} is inside it`);
  });

  it('stops before anything is moved when the backup does not read back', async () => {
    world = await createRecoveryWorld(rooms, ({ runGit }) => ({
      runGit: async (request) => {
        const isReadBack = request.args[0] === 'rev-list' && request.args.includes('--quiet');
        return isReadBack
          ? {
              ok: false,
              error: { kind: 'git_failed', message: 'missing blob object', exitCode: 128 },
            }
          : runGit(request);
      },
    }));
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    writeFileSync(join(path, 'notes.txt'), 'the only copy');
    const item = await world.apply(await world.plan('clean_up', conditionId));
    expect(item.result).toBe('failed');
    expect(item.why).toContain('missing blob object');
    expect(readFileSync(join(path, 'notes.txt'), 'utf8')).toBe('the only copy');
    expect(world.deps.store.get('environment', 'env-login')?.record.state).toBe('in_use');
  });

  it('is refused when something was written into the directory after the plan', async () => {
    world = await createRecoveryWorld(rooms);
    const path = join(`${world.repository.root}.worktrees`, 'leftover');
    mkdirSync(path, { recursive: true });
    const plan = await world.plan('clean_up', listDirectory(path));
    writeFileSync(join(path, 'fresh.txt'), 'fresh');
    expect(await world.apply(plan)).toMatchObject({
      result: 'refused',
      before: { fact: 'contents' },
    });
    expect(existsSync(join(path, 'fresh.txt'))).toBe(true);
  });

  it('leaves a directory alone in which a session is at work', async () => {
    world = await createRecoveryWorld(rooms);
    const { conditionId } = addInterruptedTask(world, { id: 'login' });
    await world.apply(await world.plan('resume', conditionId));
    const [item] = (await world.plan('clean_up', conditionId)).items;
    expect(item?.eligible).toBe(false);
    expect(item?.why).toContain('is at work in it');
  });

  it('touches neither the repository itself nor what holds another environment', async () => {
    world = await createRecoveryWorld(rooms);
    const { root, folder } = world.repository;
    addInterruptedTask(world, { id: 'login' });
    const whyNot = async (path: string) =>
      (await world?.plan('clean_up', listDirectory(path)))?.items[0]?.why;
    expect(await whyNot(root)).toContain('holds the workspace');
    expect(await whyNot(folder)).toContain('holds the workspace');
    expect(await whyNot(`${root}.worktrees`)).toContain('Environment env-login is inside it');
  });

  it('asks no repository around a worktree whose .git is gone', async () => {
    world = await createRecoveryWorld(rooms);
    const { folder, gitIn } = world.repository;
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    gitIn(folder, 'init', '--quiet');
    gitIn(folder, 'commit', '--quiet', '--allow-empty', '--message=around');
    rmSync(join(path, '.git'));
    const [item] = (await world.plan('clean_up', conditionId)).items;
    // What that one holds is nobody's business here: only git's own entry of it is kept.
    expect(item?.keeps[1]).toMatch(/^HEAD and what is staged, in /);
  });

  it('leaves a locked worktree alone', async () => {
    world = await createRecoveryWorld(rooms);
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    world.repository.git('worktree', 'lock', '--reason', 'mine', path);
    expect((await world.plan('clean_up', conditionId)).items[0]?.why).toContain('(mine)');
  });

  it.each(['clean_up', 'archive'] as const)(
    'leaves git its entry of a worktree that was only moved: %s',
    async (verb) => {
      world = await createRecoveryWorld(rooms);
      const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
      const elsewhere = `${path}-elsewhere`;
      renameSync(path, elsewhere);
      const [item] = (await world.plan(verb, conditionId)).items;
      expect(item).toMatchObject({ eligible: false });
      expect(item?.why).toContain(`is in ${elsewhere} now; reattach it first.`);
    },
  );

  it('says what git said when it keeps the entry of a directory that is gone', async () => {
    world = await createRecoveryWorld(rooms, ({ runGit }) => ({
      runGit: (request) =>
        request.args[1] === 'remove'
          ? Promise.resolve({
              ok: false,
              error: { kind: 'git_failed', message: 'it is locked by now', exitCode: 128 },
            })
          : runGit(request),
    }));
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    rmSync(path, { recursive: true });
    const item = await world.apply(await world.plan('clean_up', conditionId));
    expect(item).toMatchObject({ result: 'failed' });
    expect(item.why).toBe(`Git's entry of ${path} could not be removed: it is locked by now`);
  });

  it('puts the directory back when git keeps its entry', async () => {
    world = await createRecoveryWorld(rooms, ({ runGit }) => ({
      runGit: async (request) =>
        request.args[0] === 'worktree' && request.args[1] === 'remove'
          ? { ok: false, error: { kind: 'git_failed', message: 'no', exitCode: 1 } }
          : runGit(request),
    }));
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    const item = await world.apply(await world.plan('clean_up', conditionId));
    expect(item).toMatchObject({ result: 'failed' });
    expect(item.why).toContain('was put back');
    expect(existsSync(join(path, 'readme.md'))).toBe(true);
  });
});

describe('adopt', () => {
  it('gives an unrecorded worktree a task and an environment', async () => {
    world = await createRecoveryWorld(rooms);
    const { repository } = world;
    const path = repository.addWorktree('stray');
    const item = await world.apply(await world.plan('adopt', listDirectory(path)));
    expect(item).toMatchObject({ result: 'applied' });
    const { environments, tasks, runs } = world.deps.store.load();
    expect(environments[0]?.record).toMatchObject({
      path,
      executionMode: 'git_worktree',
      git: { branch: 'stray', baseBranch: 'main' },
    });
    expect(tasks[0]?.record).toMatchObject({
      state: 'review_pending',
      environmentId: environments[0]?.record.id,
    });
    expect(runs[0]?.record.status).toBe('waiting');
  });

  it('gives an unrecorded session a task', async () => {
    world = await createRecoveryWorld(rooms);
    const { root } = world.repository;
    const sessionId = world.deps.newId();
    const command = ['sleep', '60'];
    const started = valueOf(await world.engine.start({ sessionId, command, cwd: root, env: {} }));
    const about = { kind: 'session', id: sessionId } as const;
    const conditionId = world.list(
      conditionAbout(about, root, { reason: 'unrecorded_session', lane: 'orphaned' }),
    );
    expect(await world.apply(await world.plan('adopt', conditionId))).toMatchObject({
      result: 'applied',
    });
    const session = world.deps.store.get('session', sessionId)?.record;
    expect(session).toMatchObject({ status: 'running', pid: started.identity.pid });
    const seen = await world.deps.observeProcess(started.identity);
    expect(session?.startedAt).toBe(seen.kind === 'alive' ? seen.startedAt : 'not alive');
    expect(world.deps.store.get('task', session?.taskId ?? '')?.record.state).toBe('running');
    expect((await world.plan('adopt', conditionId)).items[0]?.eligible).toBe(false);
  });
});
