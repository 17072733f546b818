import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { isEnvironmentReason, isInterruptionReason } from '#shared/domain/blocked-reason.ts';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { addRecord } from '#electron/recover/record-change.ts';
import { addInterruptedTask, environmentOf } from '#electron/recover/recovery-task.ts';
import {
  conditionAbout,
  createRecoveryWorld,
  type RecoveryWorld,
} from '#electron/recover/recovery-world.ts';
import { findLost, takeHoldings } from '#electron/recover/testing/holdings.ts';
import { managedRoot } from '#shared/domain/managed-root.ts';
import { makeTask } from '#shared/testing/make-record.ts';

let world: RecoveryWorld | undefined;
afterEach(() => world?.close());

/** A commit, a staged, an unstaged, an untracked and an ignored file. */
function work(path: string): void {
  const { gitIn } = world?.repository ?? {};
  if (gitIn === undefined) throw new Error('no world');
  writeFileSync(join(path, 'done.txt'), 'committed\n');
  writeFileSync(join(path, '.gitignore'), '.env\n');
  gitIn(path, 'add', '.');
  gitIn(path, 'commit', '--quiet', '--message=progress');
  writeFileSync(join(path, 'staged.txt'), 'staged\n');
  gitIn(path, 'add', 'staged.txt');
  writeFileSync(join(path, 'readme.md'), 'changed\n');
  mkdirSync(join(path, 'new'));
  writeFileSync(join(path, 'new', 'untracked.txt'), 'untracked\n');
  writeFileSync(join(path, '.env'), 'SECRET=1\n');
}

describe('restart from scratch', () => {
  it('says what is given up, keeps it, and starts anew from where the branch began', async () => {
    world = await createRecoveryWorld(rooms);
    const { path, conditionId } = addInterruptedTask(world, {
      id: 'login',
      task: { cost: { usd: 1.5 } },
    });
    work(path);
    const plan = await world.plan('restart', conditionId);
    expect(plan.tier).toBe(2);
    const [planned] = plan.items;
    expect(planned?.loses).toEqual([
      '$1.50 spent',
      'Checkpoint “half-way”: its resume state and 1 tool call',
    ]);
    expect(planned?.keeps[0]).toContain('1 commit and 3 uncommitted files, in refs/rollcall/');
    expect(planned?.backup?.kind).toBe('git_ref');

    const item = await world.apply(plan);
    expect(item).toMatchObject({ result: 'applied', backup: planned?.backup });

    const { gitIn } = world.repository;
    expect(gitIn(path, 'status', '--porcelain')).toBe('?? .env\n');
    expect(gitIn(path, 'rev-parse', 'HEAD')).toBe(gitIn(path, 'rev-parse', 'main'));
    expect(gitIn(path, 'branch', '--show-current').trim()).toBe('rollcall/login');
    expect(readFileSync(join(path, '.env'), 'utf8')).toBe('SECRET=1\n');
    const ref = planned?.backup?.location ?? '';
    expect(gitIn(path, 'show', `${ref}:new/untracked.txt`)).toBe('untracked\n');
    expect(gitIn(path, 'show', `${ref}:readme.md`)).toBe('changed\n');
    expect(gitIn(path, 'show', `${ref}^2:staged.txt`)).toBe('staged\n');
    expect(gitIn(path, 'log', '-1', '--format=%s', `${ref}^1`).trim()).toBe('progress');
  });

  it('counts the attempt and forgets the checkpoint’s state', async () => {
    world = await createRecoveryWorld(rooms);
    const { conditionId } = addInterruptedTask(world, {
      id: 'login',
      checkpoint: {
        replaySafety: 'operator_gated',
        resumeDisposition: 'operator_intervention_required',
      },
    });
    expect((await world.apply(await world.plan('restart', conditionId))).result).toBe('applied');
    const { store } = world.deps;
    expect(store.get('task', 'login')?.record).toMatchObject({
      state: 'running',
      attempts: 1,
      blockedReasons: [],
    });
    const checkpoint = store.get('checkpoint', 'cp-login')?.record;
    expect(checkpoint).toMatchObject({
      stage: 'queued',
      resumeDisposition: 'restart_from_boundary',
      safeBoundaryLabel: 'manual restart from scratch',
      completedToolCalls: [],
      resultPublished: false,
    });
    expect(checkpoint?.resumeState).toBeUndefined();
    expect(checkpoint?.noteHistory).toEqual(['An earlier note.']);
  });

  it('starts a queued task by its own command, whose worktree could not be made at its turn', async () => {
    world = await createRecoveryWorld(rooms);
    const { root } = world.repository;
    const command = ['sleep', '60'];
    const choice = { id: 'first', environment: { lease: undefined, state: 'requested' } } as const;
    const place = { path: join(managedRoot(root), 'first'), branch: 'rollcall/first' };
    const task = makeTask.blocked({ id: 'first', environmentId: 'env-first', command });
    mkdirSync(managedRoot(root));
    world.record(
      addRecord('task', task, root),
      addRecord('environment', environmentOf(world, choice, place), root),
    );
    const conditionId = world.list(conditionAbout({ kind: 'task', id: 'first' }, root));
    expect(await world.apply(await world.plan('restart', conditionId))).toMatchObject({
      result: 'applied',
    });
    const [session] = world.deps.store.load().sessions;
    expect(session?.record).toMatchObject({ taskId: 'first', command, status: 'running' });
  });

  it('is refused with the changed fact when a file was touched after the plan', async () => {
    world = await createRecoveryWorld(rooms);
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    writeFileSync(join(path, 'notes.txt'), 'one');
    const plan = await world.plan('restart', conditionId);
    writeFileSync(join(path, 'notes.txt'), 'two');
    const item = await world.apply(plan);
    expect(item.result).toBe('refused');
    expect(item.before?.fact).toBe('uncommitted work');
    expect(item.before?.value).toContain('notes.txt');
    expect(item.after?.value).not.toBe(item.before?.value);
    expect(readFileSync(join(path, 'notes.txt'), 'utf8')).toBe('two');
    expect(world.audited().at(-1)).toMatchObject({ verb: 'restart', result: 'refused' });
  });

  it('is not refused for what happens in another worktree', async () => {
    world = await createRecoveryWorld(rooms);
    const other = addInterruptedTask(world, { id: 'other' });
    const { conditionId } = addInterruptedTask(world, { id: 'login' });
    const plan = await world.plan('restart', conditionId);
    writeFileSync(join(other.path, 'notes.txt'), 'of another task');
    expect((await world.apply(plan)).result).toBe('applied');
    expect(readFileSync(join(other.path, 'notes.txt'), 'utf8')).toBe('of another task');
  });

  it('removes nothing when the backup does not read back', async () => {
    world = await createRecoveryWorld(rooms, ({ runGit }) => ({
      runGit: async (request) => {
        const ran = await runGit(request);
        const isReadBack = request.args.some((arg) => arg.endsWith('^2^{tree}'));
        return isReadBack && ran.ok ? { ok: true, value: '0'.repeat(40) } : ran;
      },
    }));
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    writeFileSync(join(path, 'notes.txt'), 'the only copy');
    const item = await world.apply(await world.plan('restart', conditionId));
    expect(item.result).toBe('failed');
    expect(item.why).toContain('did not read back');
    expect(readFileSync(join(path, 'notes.txt'), 'utf8')).toBe('the only copy');
    expect(world.deps.store.get('task', 'login')?.record.state).toBe('blocked');
  });

  it('asks for approval instead of starting where approval is required', async () => {
    world = await createRecoveryWorld(rooms);
    const { conditionId } = addInterruptedTask(world, {
      id: 'login',
      task: { approvalRequired: true },
    });
    const item = await world.apply(await world.plan('restart', conditionId));
    expect(item.result).toBe('applied');
    expect(world.deps.store.get('task', 'login')?.record.state).toBe('pending_approval');
    const reading = await world.engine.observe();
    expect(reading).toMatchObject({ kind: 'read', entries: [] });
  });

  it('waits for what it depends on', async () => {
    world = await createRecoveryWorld(rooms);
    addInterruptedTask(world, { id: 'first' });
    const { conditionId } = addInterruptedTask(world, {
      id: 'login',
      task: { dependsOn: ['first'] },
    });
    await world.apply(await world.plan('restart', conditionId));
    expect(world.deps.store.get('task', 'login')?.record).toMatchObject({
      state: 'blocked',
      blockedReasons: ['Waits for task first.'],
    });
  });

  it('brings a missing worktree back first', async () => {
    world = await createRecoveryWorld(rooms);
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    rmSync(path, { recursive: true });
    const item = await world.apply(await world.plan('restart', conditionId));
    expect(item).toMatchObject({ result: 'applied' });
    expect(existsSync(join(path, 'readme.md'))).toBe(true);
  });

  it('blocks the task with the reason when its environment cannot be prepared', async () => {
    world = await createRecoveryWorld(rooms, ({ runGit }) => ({
      runGit: (request) =>
        request.args[0] === 'reset'
          ? Promise.resolve({
              ok: false,
              error: { kind: 'git_failed', message: 'index.lock is there', exitCode: 128 },
            })
          : runGit(request),
    }));
    const { conditionId } = addInterruptedTask(world, { id: 'login' });
    const item = await world.apply(await world.plan('restart', conditionId));
    expect(item.result).toBe('failed');
    const task = world.deps.store.get('task', 'login')?.record;
    expect(task?.state).toBe('blocked');
    const [reason = ''] = task?.blockedReasons ?? [];
    expect(reason).toContain('could not be prepared anew: index.lock is there');
    // A look at the environment takes its own reasons away; this one waits for the operator.
    expect(isEnvironmentReason(reason, 'env-login')).toBe(false);
    expect(isInterruptionReason(reason)).toBe(true);
  });

  it('says where the work is when setting back failed half-way', async () => {
    world = await createRecoveryWorld(rooms, ({ runGit }) => ({
      runGit: (request) =>
        request.args[0] === 'reset'
          ? Promise.resolve({
              ok: false,
              error: { kind: 'git_failed', message: 'no room', exitCode: 128 },
            })
          : runGit(request),
    }));
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    writeFileSync(join(path, 'notes.txt'), 'the only copy');
    const item = await world.apply(await world.plan('restart', conditionId));
    expect(item.result).toBe('failed');
    expect(item.why).toContain(`is kept in ${item.backup?.location}`);
  });

  it('keeps changes that git was told not to look at, and gives them back', async () => {
    world = await createRecoveryWorld(rooms);
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    const { gitIn } = world.repository;
    for (const name of ['assumed.txt', 'skipped.txt', 'same.txt'])
      writeFileSync(join(path, name), 'of the branch\n');
    gitIn(path, 'add', '.');
    gitIn(path, 'commit', '--quiet', '--message=files');
    gitIn(path, 'update-index', '--assume-unchanged', 'assumed.txt', 'readme.md');
    gitIn(path, 'update-index', '--skip-worktree', 'skipped.txt', 'same.txt');
    for (const name of ['assumed.txt', 'skipped.txt', 'readme.md'])
      writeFileSync(join(path, name), `the only copy of ${name}`);
    expect(gitIn(path, 'status', '--porcelain')).toBe('');
    const plan = await world.plan('restart', conditionId);
    expect(plan.items[0]?.keeps[0]).toContain('1 commit and 3 uncommitted files');
    expect(await world.apply(plan)).toMatchObject({
      result: 'applied',
      why: expect.stringContaining('alive'),
    });
    expect(gitIn(path, 'rev-parse', 'HEAD')).toBe(gitIn(path, 'rev-parse', 'main'));

    const [kept] = await world.recovery.backups();
    const to = join(world.repository.folder, 'elsewhere');
    const back = await world.recovery.plan('restore', [`backup:${kept?.id}`], { to });
    expect(await world.apply(back)).toMatchObject({ result: 'applied' });
    for (const name of ['assumed.txt', 'skipped.txt', 'readme.md'])
      expect(readFileSync(join(to, name), 'utf8')).toBe(`the only copy of ${name}`);
    expect(readFileSync(join(to, 'same.txt'), 'utf8')).toBe('of the branch\n');
    expect(gitIn(to, 'ls-files', '-v')).toMatch(/^h assumed\.txt$/m);
  });

  it('does not set another folder back that git was told to take for the worktree', async () => {
    world = await createRecoveryWorld(rooms);
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    const { root, git, gitIn } = world.repository;
    git('config', 'extensions.worktreeConfig', 'true');
    gitIn(path, 'config', '--worktree', 'core.worktree', root);
    writeFileSync(join(path, 'notes.txt'), 'the only copy');
    const [item] = (await world.plan('restart', conditionId)).items;
    expect(item).toMatchObject({ eligible: false });
    expect(item?.why).toContain('takes another folder for it');
  });

  it('touches nothing while another git holds the index', async () => {
    world = await createRecoveryWorld(rooms);
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    writeFileSync(join(path, 'notes.txt'), 'the only copy');
    const plan = await world.plan('restart', conditionId);
    const { gitIn } = world.repository;
    const admin = gitIn(path, 'rev-parse', '--absolute-git-dir').trim();
    writeFileSync(join(admin, 'index.lock'), '');
    const item = await world.apply(plan);
    expect(item.result).not.toBe('applied');
    expect(item.why).toContain('index');
    expect(readFileSync(join(path, 'notes.txt'), 'utf8')).toBe('the only copy');
    const [again] = (await world.plan('restart', conditionId)).items;
    expect(again).toMatchObject({ eligible: false });
    expect(again?.why).toContain('index is locked');
  });

  it.each([
    ['a file', (at: string) => writeFileSync(at, 'a file now')],
    ['a link', (at: string, outside: string) => symlinkSync(outside, at)],
  ])('sets back where %s took the place of a folder, and keeps it', async (_what, put) => {
    world = await createRecoveryWorld(rooms);
    const { root, git, gitIn, folder } = world.repository;
    mkdirSync(join(root, 'data'));
    writeFileSync(join(root, 'data', 'rows.csv'), 'tracked');
    git('add', '.');
    git('commit', '--quiet', '--message=data');
    const outside = join(folder, 'outside');
    mkdirSync(outside);
    writeFileSync(join(outside, 'rows.csv'), 'of somebody else');
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    rmSync(join(path, 'data'), { recursive: true });
    put(join(path, 'data'), outside);
    gitIn(path, 'add', '--all');
    gitIn(path, 'commit', '--quiet', '--message=no folder');
    const before = takeHoldings(world);
    expect(await world.apply(await world.plan('restart', conditionId))).toMatchObject({
      result: 'applied',
    });
    expect(readFileSync(join(path, 'data', 'rows.csv'), 'utf8')).toBe('tracked');
    expect(readFileSync(join(outside, 'rows.csv'), 'utf8')).toBe('of somebody else');
    expect(findLost(world, before)).toEqual([]);
  });

  it('moves a plain directory to the trash whole and makes it anew', async () => {
    world = await createRecoveryWorld(rooms);
    const { root } = world.repository;
    const path = `${root}.worktrees/plain`;
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'result.txt'), 'kept');
    const { conditionId } = addInterruptedTask(world, {
      id: 'login',
      environment: { executionMode: 'isolated_workspace', path, git: undefined },
      session: { cwd: path },
    });
    const plan = await world.plan('restart', conditionId);
    const item = await world.apply(plan);
    expect(item.result).toBe('applied');
    expect(existsSync(join(path, 'result.txt'))).toBe(false);
    const trash = plan.items[0]?.backup?.location ?? '';
    expect(readFileSync(join(trash, 'directory/result.txt'), 'utf8')).toBe('kept');
  });

  it('does not set back into the midst of an operation; conflicts alone go into the backup', async () => {
    world = await createRecoveryWorld(rooms);
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    const { gitIn } = world.repository;
    writeFileSync(join(path, 'readme.md'), 'theirs\n');
    gitIn(path, 'commit', '--quiet', '--all', '--message=theirs');
    gitIn(path, 'checkout', '--quiet', '-b', 'side', 'main');
    writeFileSync(join(path, 'readme.md'), 'ours\n');
    gitIn(path, 'commit', '--quiet', '--all', '--message=ours');
    gitIn(path, 'checkout', '--quiet', 'rollcall/login');
    expect(() => gitIn(path, 'merge', 'side')).toThrow();
    const [item] = (await world.plan('restart', conditionId)).items;
    expect(item?.eligible).toBe(false);
    expect(item?.why).toContain('A merge is in progress');
    rmSync(gitIn(path, 'rev-parse', '--path-format=absolute', '--git-path', 'MERGE_HEAD').trim());
    const [again] = (await world.plan('restart', conditionId)).items;
    // Conflicts that no operation stands behind are kept in the backup, all sides of them.
    expect(again).toMatchObject({ eligible: true, backup: { kind: 'git_ref' } });
  });

  it('does not write over what only this branch ignores', async () => {
    world = await createRecoveryWorld(rooms);
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    const { gitIn } = world.repository;
    gitIn(path, 'rm', '--quiet', '--cached', 'readme.md');
    writeFileSync(join(path, '.gitignore'), 'readme.md\n');
    writeFileSync(join(path, 'readme.md'), 'the only copy');
    gitIn(path, 'add', '.gitignore');
    gitIn(path, 'commit', '--quiet', '--message=ignore it');
    const [item] = (await world.plan('restart', conditionId)).items;
    expect(item?.eligible).toBe(false);
    expect(item?.why).toContain('write over what git ignores now (readme.md)');
  });
});
