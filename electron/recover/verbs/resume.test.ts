import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { addInterruptedTask } from '#electron/recover/recovery-task.ts';
import { createRecoveryWorld, type RecoveryWorld } from '#electron/recover/recovery-world.ts';

let world: RecoveryWorld | undefined;
afterEach(() => world?.close());

/** Shows what it was given, then stays alive. */
const tellingAgent = [
  'sh',
  '-c',
  'cp "$ROLLCALL_RESUME_STATE" state.json; echo "$ROLLCALL_SESSION $ROLLCALL_TASK $ROLLCALL_RUN $ROLLCALL_CHECKPOINT" > told.txt; exec sleep 60',
];

describe('resume from checkpoint', () => {
  it('starts the agent again in its worktree, with its resume state in its hands', async () => {
    world = await createRecoveryWorld(rooms);
    const { path, conditionId } = addInterruptedTask(world, { id: 'login', command: tellingAgent });
    const plan = await world.plan('resume', conditionId);
    expect(plan.items[0]).toMatchObject({ eligible: true, warnings: [] });
    expect(plan.tier).toBe(1);

    const item = await world.apply(plan);
    expect(item).toMatchObject({ result: 'applied' });

    const session = world.deps.store.load().sessions.find(({ record }) => record.status !== 'exit');
    expect(session?.record).toMatchObject({ status: 'running', taskId: 'login', cwd: path });
    expect(JSON.parse(readFileSync(join(path, 'state.json'), 'utf8'))).toEqual({ step: 3 });
    expect(readFileSync(join(path, 'told.txt'), 'utf8').trim()).toBe(
      `${session?.record.id} login run-1 half-way`,
    );
    const stateFile = join(world.home, 'resume-states', `${session?.record.id}.json`);
    expect(statSync(stateFile).mode & 0o777).toBe(0o600);
  });

  it('closes the dead session, takes over its lease and keeps the old note', async () => {
    world = await createRecoveryWorld(rooms);
    const { conditionId } = addInterruptedTask(world, { id: 'login' });
    await world.apply(await world.plan('resume', conditionId));
    const { store } = world.deps;
    expect(store.get('session', 's-login')?.record).toMatchObject({
      status: 'exit',
      exitCode: -1,
      exitReason: 'crash',
    });
    expect(store.get('task', 'login')?.record).toMatchObject({
      state: 'running',
      blockedReasons: [],
    });
    expect(store.get('checkpoint', 'cp-login')?.record).toMatchObject({
      stage: 'queued',
      noteHistory: ['An earlier note.'],
      resumeState: { step: 3 },
    });
    expect(store.get('run', 'run-1')?.record.status).toBe('running');
    const lease = store.get('environment', 'env-login')?.record.lease;
    expect(lease?.holder.sessionId).not.toBe('s-login');
    expect(lease?.holder.pid).toBeTypeOf('number');
    expect(lease?.releasedAt).toBeUndefined();
    expect(world.audited().at(-1)).toMatchObject({ verb: 'resume', result: 'applied' });
  });

  it('blocks the task again and loses nothing when the agent does not start', async () => {
    world = await createRecoveryWorld(rooms);
    const { conditionId } = addInterruptedTask(world, {
      id: 'login',
      command: ['/nowhere/agent'],
    });
    const item = await world.apply(await world.plan('resume', conditionId));
    expect(item.result).toBe('failed');
    const { store } = world.deps;
    const task = store.get('task', 'login')?.record;
    expect(task?.state).toBe('blocked');
    expect(task?.blockedReasons[0]).toContain('could not be started again');
    expect(store.get('checkpoint', 'cp-login')?.record.resumeState).toEqual({ step: 3 });
    expect(store.get('environment', 'env-login')?.record.lease?.releasedAt).toBeDefined();
    expect(store.load().sessions.every(({ record }) => record.status === 'exit')).toBe(true);
    expect((await world.plan('resume', conditionId)).items[0]?.eligible).toBe(true);
  });

  it('goes through when the loop has meanwhile blocked what was still recorded as running', async () => {
    world = await createRecoveryWorld(rooms);
    const { conditionId } = addInterruptedTask(world, {
      id: 'login',
      task: { state: 'running', blockedReasons: [] },
      checkpoint: { resumeDisposition: 'not_applicable', stage: 'running' },
    });
    const plan = await world.plan('resume', conditionId);
    expect(plan.items[0]?.eligible).toBe(true);
    const { store } = world.deps;
    const task = store.get('task', 'login');
    if (task === undefined) throw new Error('no task');
    world.record({
      kind: 'task',
      id: 'login',
      expectedVersion: task.version,
      after: { ...task.record, state: 'blocked', blockedReasons: ['Interrupted: as it was.'] },
    });
    const checkpoint = store.get('checkpoint', 'cp-login');
    if (checkpoint === undefined) throw new Error('no checkpoint');
    world.record({
      kind: 'checkpoint',
      id: 'cp-login',
      expectedVersion: checkpoint.version,
      after: { ...checkpoint.record, resumeDisposition: 'resume_from_checkpoint' },
    });
    expect((await world.apply(plan)).result).toBe('applied');
  });

  it.each([
    ['its result is published', { task: { resultPublished: true } }, 'published'],
    ['it has no resume state', { checkpoint: { resumeState: undefined } }, 'no resume state'],
    [
      'its checkpoint is the operator’s to judge',
      {
        checkpoint: {
          replaySafety: 'operator_gated',
          resumeDisposition: 'operator_intervention_required',
        },
      },
      'operator gated',
    ],
    [
      'it also waits for something else',
      { task: { blockedReasons: ['Interrupted: x.', 'Waiting for legal.'] } },
      'Waiting for legal.',
    ],
    ['it has completed', { task: { state: 'completed' } }, 'completed'],
  ] as const)('is not offered when %s', async (_case, choice, why) => {
    world = await createRecoveryWorld(rooms);
    const { conditionId } = addInterruptedTask(world, { id: 'login', ...choice });
    const [item] = (await world.plan('resume', conditionId)).items;
    expect(item?.eligible).toBe(false);
    expect(item?.why).toContain(why);
  });

  it('is not offered in a worktree that git has not made to its end', async () => {
    world = await createRecoveryWorld(rooms);
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    const entry = join(world.repository.root, '.git', 'worktrees', basename(path));
    writeFileSync(join(entry, 'locked'), 'initializing\n');
    const [item] = (await world.plan('resume', conditionId)).items;
    expect(item).toMatchObject({ eligible: false });
    expect(item?.why).toContain('has not made');
  });

  it('starts no second agent beside a living one', async () => {
    world = await createRecoveryWorld(rooms);
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    await world.apply(await world.plan('resume', conditionId));
    const [item] = (await world.plan('resume', conditionId)).items;
    expect(item).toMatchObject({ eligible: false });
    expect(item?.why).toContain('still works on it');
    expect(existsSync(path)).toBe(true);
  });

  it('says “applied” only of a session that a later look sees alive', async () => {
    world = await createRecoveryWorld(rooms, ({ engine }) => ({
      engine: (name) => {
        const real = engine(name);
        if (real === undefined) return undefined;
        return {
          ...real,
          start: async (request) => {
            const started = await real.start(request);
            if (started.ok) await real.stop(request.sessionId, started.value.identity);
            return started;
          },
        };
      },
    }));
    const { conditionId } = addInterruptedTask(world, { id: 'login' });
    const item = await world.apply(await world.plan('resume', conditionId));
    expect(item.result).toBe('failed');
    expect(item.why).toContain('was started, but when looked at again');
  });
});
