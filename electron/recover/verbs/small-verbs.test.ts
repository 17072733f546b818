import { existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { addInterruptedTask, type InterruptedTask } from '#electron/recover/recovery-task.ts';
import {
  conditionAbout,
  createRecoveryWorld,
  quietly,
  type RecoveryWorld,
} from '#electron/recover/recovery-world.ts';
import { undoTarget } from '#shared/domain/undo-target.ts';

let world: RecoveryWorld;
let task: InterruptedTask;
let environment: string;
beforeEach(async () => {
  world = await createRecoveryWorld(rooms);
  task = addInterruptedTask(world, { id: 'login', environment: { lease: undefined } });
  const about = { kind: 'environment', id: 'env-login' } as const;
  environment = world.list(conditionAbout(about, world.repository.root));
});
afterEach(() => world.close());

describe('snooze', () => {
  it('takes it off the list until the time that was said', async () => {
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const plan = await world.recovery.plan('snooze', [task.conditionId], { until });
    expect(plan.tier).toBe(0);
    expect(await world.apply(plan)).toMatchObject({ result: 'applied' });
    expect(world.acknowledged().get(task.conditionId)).toMatchObject({ until });
  });

  it('takes no time that is past', async () => {
    const plan = await world.recovery.plan('snooze', [task.conditionId], {
      until: '2020-01-01T00:00:00Z',
    });
    expect(plan.items[0]?.why).toContain('is past');
  });
});

describe('forget', () => {
  it('takes a task with all that hangs on it off the books, and the audit keeps it', async () => {
    const plan = await world.plan('forget', task.conditionId);
    expect(plan.items[0]?.warnings[0]).toContain('recorded by nobody');
    expect(await world.apply(plan)).toMatchObject({ result: 'applied' });
    const { tasks, sessions, environments, checkpoints } = world.deps.store.load();
    expect([tasks, sessions, environments, checkpoints].map(({ length }) => length)).toEqual([
      0, 0, 0, 0,
    ]);
    const row = world
      .audited()
      .find(({ verb, result }) => verb === 'forget' && result === 'written');
    expect(JSON.stringify(row?.before)).toContain('“half-way”');
    expect(existsSync(task.path)).toBe(true);
  });

  it('keeps what has a living session', async () => {
    await world.apply(await world.plan('resume', task.conditionId));
    expect((await world.plan('forget', task.conditionId)).items[0]?.why).toContain('is alive');
  });
});

describe('unlock', () => {
  it('takes away the lock of a process that is gone', async () => {
    const reason = 'agent (pid 4194299, start 12345)';
    world.repository.git('worktree', 'lock', '--reason', reason, task.path);
    const plan = await world.plan('unlock', environment);
    expect(plan.tier).toBe(1);
    expect(await world.apply(plan)).toMatchObject({ result: 'applied' });
    expect(world.repository.git('worktree', 'list', '--porcelain')).not.toContain('locked');
  });

  it('has the operator type the count for a lock that names nobody', async () => {
    world.repository.git('worktree', 'lock', '--reason', 'mine', task.path);
    const plan = await world.plan('unlock', environment);
    expect(plan.tier).toBe(3);
    const { planId, fingerprint } = plan;
    const refused = await world.recovery.apply(planId, fingerprint, quietly);
    expect(refused).toMatchObject({ ok: false, error: { kind: 'count_differs' } });
  });

  it('takes it away from an entry that no record names, and locks it again by undo', async () => {
    const path = world.repository.addWorktree('stray');
    const reason = 'agent (pid 4194299, start 12345)';
    world.repository.git('worktree', 'lock', '--reason', reason, path);
    rmSync(path, { recursive: true });
    const about = { kind: 'directory', id: path } as const;
    const id = world.list(conditionAbout(about, world.repository.root));
    const listed = () => world.repository.git('worktree', 'list', '--porcelain');
    const plan = await world.plan('unlock', id);
    const applied = await world.recovery.apply(plan.planId, plan.fingerprint, quietly);
    expect(applied).toMatchObject({ ok: true, value: { items: [{ result: 'applied' }] } });
    expect(listed()).not.toContain('locked');
    const operation = applied.ok ? applied.value.operationId : '';
    expect(await world.apply(await world.plan('undo', undoTarget(operation, id)))).toMatchObject({
      result: 'applied',
    });
    expect(listed()).toContain(`locked ${reason}`);
  });

  it('leaves the lock of a living process alone', async () => {
    const reason = `agent (pid ${process.pid})`;
    world.repository.git('worktree', 'lock', '--reason', reason, task.path);
    const [item] = (await world.plan('unlock', environment)).items;
    expect(item?.eligible === false || item?.warnings.length === 1).toBe(true);
  });

  it('puts an old index lock aside and does not delete it', async () => {
    const about = { kind: 'environment', id: 'env-login' } as const;
    const id = world.list(
      conditionAbout(about, world.repository.root, {
        id: 'environment:env-login:index_lock_abandoned',
      }),
    );
    const admin = world.repository.gitIn(task.path, 'rev-parse', '--absolute-git-dir').trim();
    writeFileSync(join(admin, 'index.lock'), 'half an index');
    expect((await world.plan('unlock', id)).items[0]?.why).toContain('a moment ago');
    const old = Date.now() / 1000 - 3600;
    utimesSync(join(admin, 'index.lock'), old, old);
    // Where a git runs on the machine whose place may not be read, the operator types the count.
    const { planId, fingerprint } = await world.plan('unlock', id);
    const typed = { ...quietly, confirmedCount: 1 };
    const applied = await world.recovery.apply(planId, fingerprint, typed);
    const item = applied.ok ? applied.value.items[0] : undefined;
    expect(item).toMatchObject({ result: 'applied' });
    expect(existsSync(join(admin, 'index.lock'))).toBe(false);
    const kept = join(item?.backup?.location ?? '', 'index.lock');
    expect(readFileSync(kept, 'utf8')).toBe('half an index');
  });
});

describe('finish or abort', () => {
  const write = (text: string) => writeFileSync(join(task.path, 'readme.md'), text);
  const git = (...args: string[]) => world.repository.gitIn(task.path, ...args);

  beforeEach(() => {
    git('checkout', '--quiet', '-b', 'side');
    write('theirs\n');
    git('commit', '--quiet', '--all', '--message=theirs');
    git('checkout', '--quiet', 'rollcall/login');
    write('ours\n');
    git('commit', '--quiet', '--all', '--message=ours');
    expect(() => git('rebase', '--quiet', 'side')).toThrow();
  });

  it('aborts a rebase in the midst of conflicts, which the backup holds', async () => {
    write('half resolved\n');
    const plan = await world.plan('finish_or_abort', environment);
    expect(plan.tier).toBe(2);
    const item = await world.apply(plan);
    expect(item).toMatchObject({ result: 'applied' });
    expect(git('branch', '--show-current').trim()).toBe('rollcall/login');
    expect(readFileSync(join(task.path, 'readme.md'), 'utf8')).toBe('ours\n');
    const ref = item.backup?.location ?? '';
    expect(git('show', `${ref}:readme.md`)).toBe('half resolved\n');
    expect(git('show', `${ref}^3:stages/3/readme.md`)).toBe('ours\n');
  });

  it('aborts a merge with conflicts though the files it brought were touched since', async () => {
    git('rebase', '--abort');
    git('checkout', '--quiet', 'side');
    writeFileSync(join(task.path, 'other.txt'), 'of side\n');
    git('add', 'other.txt');
    git('commit', '--quiet', '--message=other');
    git('checkout', '--quiet', 'rollcall/login');
    expect(() => git('merge', '--quiet', 'side')).toThrow();
    utimesSync(join(task.path, 'other.txt'), 1, 1);
    const item = await world.apply(await world.plan('finish_or_abort', environment));
    expect(item).toMatchObject({ result: 'applied' });
    expect(git('status', '--porcelain')).toBe('');
    expect(existsSync(join(task.path, 'other.txt'))).toBe(false);
    const ref = item.backup?.location ?? '';
    expect(git('show', `${ref}:other.txt`)).toBe('of side\n');
    expect(git('show', `${ref}^3:stages/2/readme.md`)).toBe('ours\n');
    expect(git('show', `${ref}^3:stages/3/readme.md`)).toBe('theirs\n');
  });

  it('goes on to the end only without conflicts', async () => {
    const how = { how: 'finish' } as const;
    const before = await world.recovery.plan('finish_or_abort', [environment], how);
    expect(before.items[0]?.why).toContain('unresolved conflicts');
    write('resolved\n');
    git('add', 'readme.md');
    const plan = await world.recovery.plan('finish_or_abort', [environment], how);
    expect(await world.apply(plan)).toMatchObject({ result: 'applied' });
    expect(git('log', '--format=%s', '-2').trim()).toBe('ours\ntheirs');
  });
});
