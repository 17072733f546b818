import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Operation } from '#shared/domain/plan.ts';
import { rooms } from '#electron/console/recovery-rooms.ts';
import type { RecoverDeps } from './recover-deps.ts';
import { addInterruptedTask } from './recovery-task.ts';
import { createRecoveryWorld, quietly, type RecoveryWorld } from './recovery-world.ts';

let world: RecoveryWorld | undefined;
afterEach(() => world?.close());

/** Applies Resume with an engine that never answers, as if Rollcall ended there; gives what was saved. */
async function endInTheMiddle(isStarted: boolean, command?: readonly string[]): Promise<Operation> {
  let saved: Operation | undefined;
  let reach: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => (reach = resolve));
  let isOver = false;
  const change = ({ engine, operations }: RecoverDeps): Partial<RecoverDeps> => ({
    operations: {
      ...operations,
      begin(operation) {
        saved = operation;
        return operations.begin(operation);
      },
    },
    engine: (name) => {
      const real = engine(name);
      if (real === undefined || isOver) return real;
      return {
        ...real,
        async start(request) {
          if (isStarted) await real.start(request);
          reach();
          return new Promise(() => undefined);
        },
      };
    },
  });
  world = await createRecoveryWorld(rooms, change);
  const { conditionId } = addInterruptedTask(world, {
    id: 'login',
    ...(command && { command }),
  });
  const plan = await world.plan('resume', conditionId);
  void world.recovery.apply(plan.planId, plan.fingerprint, quietly);
  await reached;
  isOver = true;
  if (saved === undefined) throw new Error('nothing was saved');
  return saved;
}

describe('after Rollcall was ended in the middle of an operation', () => {
  it('does not deny an agent that came to life and has finished since', async () => {
    const operation = await endInTheMiddle(true, ['sh', '-c', 'sleep 0.4']);
    const { engine, recovery, deps } = world ?? {};
    await vi.waitUntil(async () => {
      const reading = await engine?.observe();
      return reading?.kind === 'read' && reading.entries[0]?.exitCode === 0;
    }, 10_000);
    const settled = await recovery?.settle(operation);
    expect(settled?.items[0]?.why).toContain('was started, but when looked at again it ended');
    const records = deps?.store.load();
    expect(records?.tasks[0]?.record).toMatchObject({ state: 'running', blockedReasons: [] });
    expect(records?.sessions.map(({ record }) => record.exitReason)).not.toContain('not_started');
  });

  it('records the agent that had come to life', async () => {
    const operation = await endInTheMiddle(true);
    const settled = await world?.recovery.settle(operation);
    expect(settled).toMatchObject({ state: 'interrupted', items: [{ result: 'applied' }] });
    expect(settled?.items[0]?.why).toContain('ended in the middle');
    const records = world?.deps.store.load();
    expect(records?.tasks[0]?.record.state).toBe('running');
    expect(records?.sessions.map(({ record }) => record.status).toSorted()).toEqual([
      'exit',
      'running',
    ]);
    expect(world?.audited().at(-1)).toMatchObject({ actor: 'rollcall', result: 'applied' });
  });

  it('blocks the task again when no agent came to life', async () => {
    const operation = await endInTheMiddle(false);
    expect(world?.deps.store.get('task', 'login')?.record.state).toBe('queued');
    const settled = await world?.recovery.settle(operation);
    expect(settled?.items[0]).toMatchObject({ result: 'failed' });
    const task = world?.deps.store.get('task', 'login')?.record;
    expect(task).toMatchObject({ state: 'blocked' });
    expect(task?.blockedReasons[0]).toContain('Rollcall was ended before it came to life');
    const lease = world?.deps.store.get('environment', 'env-login')?.record.lease;
    expect(lease?.releasedAt).toBeDefined();
    const [again] = (await world?.plan('resume', 'task:login'))?.items ?? [];
    expect(again?.eligible).toBe(true);
  });

  it('lets the record follow a moved worktree that git was told of already', async () => {
    let saved: Operation | undefined;
    let reach: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => (reach = resolve));
    world = await createRecoveryWorld(rooms, ({ runGit, operations }) => ({
      operations: {
        ...operations,
        begin(operation) {
          saved = operation;
          return operations.begin(operation);
        },
      },
      async runGit(request) {
        const ran = await runGit(request);
        if (!request.args.includes('repair')) return ran;
        reach();
        return new Promise(() => undefined);
      },
    }));
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    const to = `${path}-aside`;
    renameSync(path, to);
    const plan = await world.plan('reattach', conditionId);
    void world.recovery.apply(plan.planId, plan.fingerprint, quietly);
    await reached;
    if (saved === undefined) throw new Error('nothing was saved');
    const settled = await world.recovery.settle(saved);
    expect(settled).toMatchObject({ state: 'interrupted', items: [{ result: 'applied' }] });
    expect(world.deps.store.get('environment', 'env-login')?.record.path).toBe(to);
  });

  it('does not call a worktree back that git has not made to its end', async () => {
    let saved: Operation | undefined;
    let reach: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => (reach = resolve));
    world = await createRecoveryWorld(rooms, ({ runGit, operations, clock }) => ({
      clock: { ...clock, sleep: () => Promise.resolve() },
      operations: {
        ...operations,
        begin(operation) {
          saved = operation;
          return operations.begin(operation);
        },
      },
      async runGit(request) {
        const ran = await runGit(request);
        if (request.args[1] !== 'add') return ran;
        reach();
        return new Promise(() => undefined);
      },
    }));
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    rmSync(path, { recursive: true });
    const plan = await world.plan('recreate', conditionId);
    void world.recovery.apply(plan.planId, plan.fingerprint, quietly);
    await reached;
    if (saved === undefined) throw new Error('nothing was saved');
    const entry = join(world.repository.root, '.git', 'worktrees', basename(path));
    writeFileSync(join(entry, 'locked'), 'initializing\n');
    const settled = await world.recovery.settle(saved);
    expect(settled.items[0]).toMatchObject({ result: 'failed' });
    expect((await world.plan('recreate', conditionId)).items[0]?.why).toContain('to its end');
  });

  it.each([
    ['finishes a set-back', undefined, 'pending_approval'],
    ['sets nothing back that was written since', 'written since\n', 'blocked'],
  ])('%s that was begun', async (_what, written, state) => {
    let saved: Operation | undefined;
    let reach: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => (reach = resolve));
    let isOver = false;
    world = await createRecoveryWorld(rooms, ({ runGit, operations }) => ({
      operations: {
        ...operations,
        begin(operation) {
          saved = operation;
          return operations.begin(operation);
        },
      },
      async runGit(request) {
        const isReset = request.args[0] === 'reset' && request.args.includes('--hard');
        if (isOver || !isReset) return runGit(request);
        reach();
        return new Promise(() => undefined);
      },
    }));
    const task = { approvalRequired: true };
    const { path, conditionId } = addInterruptedTask(world, { id: 'login', task });
    writeFileSync(join(path, 'readme.md'), 'changed\n');
    writeFileSync(join(path, 'new.txt'), 'untracked\n');
    const plan = await world.plan('restart', conditionId);
    void world.recovery.apply(plan.planId, plan.fingerprint, quietly);
    await reached;
    isOver = true;
    if (saved === undefined) throw new Error('nothing was saved');
    const file = join(path, 'since.txt');
    if (written !== undefined) writeFileSync(file, written);
    await world.recovery.settle(saved);
    expect(world.deps.store.get('task', 'login')?.record.state).toBe(state);
    expect(existsSync(file)).toBe(written !== undefined);
    const isSetBack = readFileSync(join(path, 'readme.md'), 'utf8') === 'hello\n';
    expect(isSetBack).toBe(written === undefined);
  });
});
