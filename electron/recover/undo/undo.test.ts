import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Operation, OperationItem } from '#shared/domain/plan.ts';
import type { PlanChoices } from '#shared/domain/plan.ts';
import type { Verb } from '#shared/domain/verb.ts';
import { valueOf } from '#shared/testing/value-of.ts';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { takeGitSnapshot } from '#electron/recover/restore/testing/snapshot.ts';
import { changeRecord } from '#electron/recover/record-change.ts';
import { addInterruptedTask, type InterruptedTask } from '#electron/recover/recovery-task.ts';
import { actOn, planUndoOf, undoOf } from '#electron/recover/testing/act-and-undo.ts';
import {
  conditionAbout,
  createRecoveryWorld,
  quietly,
  type RecoveryWorld,
} from '#electron/recover/recovery-world.ts';

let world: RecoveryWorld;
let task: InterruptedTask;
beforeEach(async () => {
  world = await createRecoveryWorld(rooms);
  task = addInterruptedTask(world, { id: 'login' });
});
afterEach(() => world.close());

const about = (kind: 'environment' | 'session', id: string) =>
  world.list(conditionAbout({ kind, id }, world.repository.root));

const act = (verb: Verb, id: string, choices: PlanChoices = {}): Promise<Operation> =>
  actOn(world, verb, id, choices);
const undo = (operation: Operation): Promise<OperationItem | undefined> => undoOf(world, operation);

const state = () => {
  const { store } = world.deps;
  const { updatedAt: _task, ...ofTask } = store.get('task', 'login')?.record ?? {};
  const {
    updatedAt: _env,
    lastVerifiedAt: _seen,
    ...environment
  } = store.get('environment', 'env-login')?.record ?? {};
  const { updatedAt: _session, ...session } = store.get('session', 's-login')?.record ?? {};
  const { updatedAt: _cp, ...checkpoint } = store.get('checkpoint', 'cp-login')?.record ?? {};
  return {
    ofTask,
    environment,
    session,
    checkpoint,
    run: store.get('run', 'run-1')?.record.status,
  };
};

describe('undo', () => {
  it('puts an acknowledged condition on the list again, and its note off the checkpoint', async () => {
    const before = state();
    const operation = await act('acknowledge', task.conditionId, { note: 'Ask Bo.' });
    expect(await undo(operation)).toMatchObject({ result: 'applied' });
    expect(world.acknowledged().size).toBe(0);
    expect(state()).toEqual(before);
  });

  it.each([
    ['mark_crashed', 'session', 's-login'],
    ['release_lease', 'environment', 'env-login'],
    ['forget', 'environment', 'env-login'],
  ] as const)('sets the records of %s back', async (verb, kind, id) => {
    const before = state();
    const operation = await act(verb, about(kind, id));
    expect(state()).not.toEqual(before);
    expect(await undo(operation)).toMatchObject({ result: 'applied' });
    expect(state()).toEqual(before);
    expect(await undo(operation)).toMatchObject({ result: 'not_attempted' });
  });

  it('leaves alone what has changed beside, and refuses where the very thing has', async () => {
    const operation = await act('mark_crashed', about('session', 's-login'));
    const { store } = world.deps;
    const change = (more: object) => {
      const session = store.get('session', 's-login');
      if (session === undefined) throw new Error('no session');
      world.record(changeRecord('session', session, { ...session.record, ...more }));
    };
    change({ logPath: '/elsewhere' });
    const plan = await world.recovery.planUndo(operation.operationId);
    expect(plan?.items[0]?.eligible).toBe(true);
    change({ exitCode: 7 });
    const again = await world.recovery.planUndo(operation.operationId);
    expect(again?.items[0]?.why).toContain('exitCode of session s-login was changed since');
  });

  it.each(['clean_up', 'archive'] as const)('gives back what %s put away', async (verb) => {
    writeFileSync(join(task.path, 'notes.txt'), 'the only copy');
    const before = state();
    const operation = await act(verb, task.conditionId);
    expect(existsSync(task.path)).toBe(false);
    expect(await undo(operation)).toMatchObject({ result: 'applied' });
    expect(readFileSync(join(task.path, 'notes.txt'), 'utf8')).toBe('the only copy');
    expect(world.repository.gitIn(task.path, 'status', '--porcelain')).toBe('?? notes.txt\n');
    expect(state()).toEqual(before);
  });

  it('stops the agent that a resume started, and blocks its task again', async () => {
    const before = state();
    const operation = await act('resume', task.conditionId);
    expect(await undo(operation)).toBeDefined();
    const plan = await world.recovery.planUndo(operation.operationId);
    const reviewed = plan && (await world.recovery.apply(plan.planId, plan.fingerprint, quietly));
    expect(reviewed).toBeDefined();
    const reading = await world.engine.observe();
    const alive =
      reading.kind === 'read' ? reading.entries.filter((e) => e.process.kind === 'alive') : [];
    expect(alive).toEqual([]);
    expect(state()).toEqual(before);
  });

  it('gives back the commits and files that a restart had set back', async () => {
    writeFileSync(join(task.path, 'work.txt'), 'committed');
    world.repository.gitIn(task.path, 'add', '.');
    world.repository.gitIn(task.path, 'commit', '--quiet', '--message=work');
    writeFileSync(join(task.path, 'notes.txt'), 'not committed');
    const head = world.repository.gitIn(task.path, 'rev-parse', 'HEAD');
    const before = state();
    const operation = await act('restart', task.conditionId);
    expect(existsSync(join(task.path, 'work.txt'))).toBe(false);
    expect(await undo(operation)).toMatchObject({ result: 'applied' });
    expect(world.repository.gitIn(task.path, 'rev-parse', 'rollcall/login')).toBe(head);
    expect(readFileSync(join(task.path, 'work.txt'), 'utf8')).toBe('committed');
    expect(readFileSync(join(task.path, 'notes.txt'), 'utf8')).toBe('not committed');
    expect(state()).toEqual(before);
  });

  it('gives back the midst of a rebase that was aborted: files, index, HEAD and its state', async () => {
    const { path } = task;
    const git = (...args: string[]) => world.repository.gitIn(path, ...args);
    git('checkout', '--quiet', '-b', 'side');
    writeFileSync(join(path, 'readme.md'), 'theirs\n');
    git('commit', '--quiet', '--all', '--message=theirs');
    git('checkout', '--quiet', 'rollcall/login');
    writeFileSync(join(path, 'readme.md'), 'ours\n');
    git('commit', '--quiet', '--all', '--message=ours');
    expect(() => git('rebase', '--quiet', 'side')).toThrow();
    writeFileSync(join(path, 'notes.txt'), 'not tracked');
    const before = takeGitSnapshot(world.repository, path, false);
    const operation = await act('finish_or_abort', about('environment', 'env-login'));
    expect(await undo(operation)).toMatchObject({ result: 'applied' });
    expect(takeGitSnapshot(world.repository, path, false)).toEqual(before);
    expect(git('status')).toContain('You are currently rebasing');
  });

  it('locks a worktree again with the same reason', async () => {
    const { repository } = world;
    const reason = 'agent (pid 4194299, start 12345)';
    repository.git('worktree', 'lock', '--reason', reason, task.path);
    const operation = await act('unlock', about('environment', 'env-login'));
    expect(await undo(operation)).toMatchObject({ result: 'applied' });
    expect(repository.git('worktree', 'list', '--porcelain')).toContain(`locked ${reason}`);
  });

  it('takes the records away again that an adoption made', async () => {
    const path = world.repository.addWorktree('stray');
    const id = world.list(conditionAbout({ kind: 'directory', id: path }, world.repository.root));
    const operation = await act('adopt', id);
    expect(world.deps.store.load().environments).toHaveLength(2);
    expect(await undo(operation)).toMatchObject({ result: 'applied' });
    const { environments, tasks, runs } = world.deps.store.load();
    expect([environments, tasks, runs].map(({ length }) => length)).toEqual([1, 1, 1]);
    expect(existsSync(path)).toBe(true);
  });

  it.each([
    ['mark_crashed', 'session', 's-login'],
    ['release_lease', 'environment', 'env-login'],
    ['forget', 'environment', 'env-login'],
  ] as const)('is undone itself, of %s, and that once more', async (verb, kind, id) => {
    const before = state();
    const operation = await act(verb, about(kind, id));
    const after = state();
    let last = operation;
    for (const wanted of [before, after, before]) {
      const { planId, fingerprint } = await planUndoOf(world, last);
      last = valueOf(await world.recovery.apply(planId, fingerprint, quietly));
      expect(last.items[0]).toMatchObject({ result: 'applied' });
      expect(state()).toEqual(wanted);
    }
  });

  it('says what to choose again, where its own undo is more than records', async () => {
    const operation = await act('acknowledge', task.conditionId);
    const { planId, fingerprint } = await planUndoOf(world, operation);
    const undone = valueOf(await world.recovery.apply(planId, fingerprint, quietly));
    expect((await planUndoOf(world, undone)).items[0]?.why).toBe(
      'An undo of this is not undone; choose “Acknowledge” again instead.',
    );
  });

  it.each([
    ['clean_up', { until: expect.any(String) }],
    ['look_again', { why: 'It changed nothing.' }],
  ] as const)('tells in the plan of %s whether it can be undone', async (verb, told) => {
    expect((await world.plan(verb, task.conditionId)).undo).toEqual(told);
  });

  it('says why, where it cannot be', async () => {
    await act('resume', task.conditionId);
    const session = world.deps.store
      .load()
      .sessions.find(({ record }) => record.status === 'running');
    const stopped = await act('stop', about('session', session?.record.id ?? ''));
    expect((await world.recovery.planUndo(stopped.operationId))?.items[0]?.why).toContain(
      'cannot be brought back',
    );
    expect(await world.recovery.planUndo('nobody')).toBeUndefined();
  });
});
