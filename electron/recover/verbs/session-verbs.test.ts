import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Engine } from '#shared/domain/engine.ts';
import type { ProcessReading } from '#shared/domain/observation.ts';
import type { Session } from '#shared/domain/session.ts';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { addInterruptedTask } from '#electron/recover/recovery-task.ts';
import {
  conditionAbout,
  createRecoveryWorld,
  quietly,
  type RecoveryWorld,
} from '#electron/recover/recovery-world.ts';

let world: RecoveryWorld | undefined;
afterEach(() => world?.close());

const listSession = (id: string): string =>
  world?.list(
    conditionAbout({ kind: 'session', id }, world.repository.root, { reason: 'process_gone' }),
  ) ?? '';

/** Starts the task's agent for real, by resuming it; gives the new session's id. */
async function startLiving(conditionId: string): Promise<string> {
  if (world === undefined) throw new Error('no world');
  const item = await world.apply(await world.plan('resume', conditionId));
  const id = /as session (\S+?)\./.exec(
    world.deps.store.get('checkpoint', 'cp-login')?.record.note ?? '',
  )?.[1];
  if (item.result !== 'applied' || id === undefined) throw new Error(item.why);
  return id;
}

/** An engine that says of one session what the test wants. */
const engineSaying = (
  sessionId: string,
  process: 'absent' | 'unknown',
  exitCode?: number,
): Engine => {
  const observedAt = '2026-01-31T10:00:00.000Z';
  const reading: ProcessReading =
    process === 'absent'
      ? { kind: 'absent', observedAt }
      : { kind: 'unknown', why: 'not allowed to look', observedAt };
  const never = () => Promise.reject(new Error('not to be asked'));
  return {
    name: 'process',
    observe: () =>
      Promise.resolve({
        kind: 'read',
        engine: 'process',
        entries: [{ sessionId, process: reading, exitCode, endedAt: observedAt }],
        observedAt,
      }),
    start: never,
    stop: never,
    forget: never,
  };
};

/**
 * Marks a session crashed while `meddle` writes its record between the verb's look and its write. The
 * first look only tells which subjects it is about; the second one is the verb's own.
 */
async function markWhile(meddle: (record: Session, looks: number) => Session | undefined) {
  let looks = 0;
  let isApplying = false;
  world = await createRecoveryWorld(rooms, ({ store }) => ({
    store: {
      ...store,
      get(kind, id) {
        const found = store.get(kind, id);
        const session = kind === 'session' && isApplying ? store.get('session', id) : undefined;
        looks += session === undefined ? 0 : 1;
        const after = session && meddle(session.record, looks);
        if (session !== undefined && after !== undefined)
          world?.record({
            kind: 'session',
            id: after.id,
            expectedVersion: session.version,
            after,
          });
        return found;
      },
    },
  }));
  addInterruptedTask(world, { id: 'login' });
  const plan = await world.plan('mark_crashed', listSession('s-login'));
  isApplying = true;
  const item = await world.apply(plan);
  isApplying = false;
  return { item, session: world.deps.store.get('session', 's-login') };
}

describe('mark crashed', () => {
  it('records the end and releases the session’s lease', async () => {
    world = await createRecoveryWorld(rooms);
    addInterruptedTask(world, { id: 'login' });
    const plan = await world.plan('mark_crashed', listSession('s-login'));
    expect(plan.tier).toBe(1);
    expect(await world.apply(plan)).toMatchObject({ result: 'applied' });
    const { store } = world.deps;
    expect(store.get('session', 's-login')?.record).toMatchObject({
      status: 'exit',
      exitCode: -1,
      exitReason: 'crash',
    });
    expect(store.get('environment', 'env-login')?.record).toMatchObject({
      state: 'ready',
      lease: { token: 'token-login', releasedAt: expect.any(String) },
    });
    expect((await world.plan('mark_crashed', listSession('s-login'))).items[0]?.why).toContain(
      'already',
    );
  });

  it('is not offered of a living session, nor of one that could not be seen', async () => {
    world = await createRecoveryWorld(rooms);
    const { conditionId } = addInterruptedTask(world, { id: 'login' });
    const sessionId = await startLiving(conditionId);
    const [alive] = (await world.plan('mark_crashed', listSession(sessionId))).items;
    expect(alive?.why).toContain('still alive');
    await world.close();
    const engine = engineSaying('s-login', 'unknown');
    world = await createRecoveryWorld(rooms, () => ({ engine: () => engine }));
    addInterruptedTask(world, { id: 'login' });
    const [unknown] = (await world.plan('mark_crashed', listSession('s-login'))).items;
    expect(unknown?.why).toContain('not known (not allowed to look)');
  });

  it('takes the end that was recorded before this machine got another name', async () => {
    world = await createRecoveryWorld(rooms);
    const host = 'an-earlier-name';
    addInterruptedTask(world, { id: 'login', session: { host } });
    const directory = join(world.home, 'sessions', 's-login');
    mkdirSync(directory, { recursive: true });
    const identity = { pid: 4_194_300, startTime: '1', bootId: world.deps.bootId, host };
    writeFileSync(join(directory, 'identity.json'), JSON.stringify(identity));
    const [unknown] = (await world.plan('mark_crashed', listSession('s-login'))).items;
    expect(unknown?.why).toContain('Whether it lives is not known');
    writeFileSync(join(directory, 'exit'), '3 1769850000\n');
    const item = await world.apply(await world.plan('mark_crashed', listSession('s-login')));
    expect(item).toMatchObject({ result: 'applied' });
    expect(world.deps.store.get('session', 's-login')?.record.exitCode).toBe(3);
  });

  it('is done all the same when another process gets the pid in the meantime', async () => {
    let isTaken = false;
    world = await createRecoveryWorld(rooms, ({ observeProcess }) => ({
      observeProcess: async (identity) => {
        const seen = await observeProcess(identity);
        const current = { ...identity, startTime: 'later' };
        return isTaken ? { kind: 'reused', current, observedAt: seen.observedAt } : seen;
      },
    }));
    addInterruptedTask(world, { id: 'login' });
    const plan = await world.plan('mark_crashed', listSession('s-login'));
    isTaken = true;
    expect(await world.apply(plan)).toMatchObject({ result: 'applied' });
  });

  it('is done all the same when a heartbeat comes in at the same moment', async () => {
    const { item, session } = await markWhile((record, looks) =>
      looks === 2 ? { ...record, lastHeartbeatAt: record.startedAt } : undefined,
    );
    expect(item.result).toBe('applied');
    expect(session?.record).toMatchObject({ status: 'exit', exitReason: 'crash' });
    expect(session?.record.lastHeartbeatAt).toBe(session?.record.startedAt);
  });

  it('needs no change when somebody records the end at the same moment', async () => {
    const { item, session } = await markWhile((record, looks) =>
      looks === 2 ? { ...record, status: 'exit', exitCode: 0 } : undefined,
    );
    expect(item.result).toBe('no_change_needed');
    expect(session?.record).toMatchObject({ status: 'exit', exitCode: 0 });
  });

  it('is refused when the record does not come to rest', async () => {
    const { item, session } = await markWhile((record, looks) => ({
      ...record,
      lastHeartbeatAt: new Date(looks).toISOString(),
    }));
    expect(item.result).toBe('refused');
    expect(item.why).toContain('changed under us');
    expect(session?.record.status).toBe('running');
  });
});

describe('update status', () => {
  it('completes the task of a session that finished well', async () => {
    const engine = engineSaying('s-login', 'absent', 0);
    world = await createRecoveryWorld(rooms, () => ({ engine: () => engine }));
    addInterruptedTask(world, { id: 'login', task: { state: 'running', blockedReasons: [] } });
    const plan = await world.plan('update_status', listSession('s-login'));
    expect(await world.apply(plan)).toMatchObject({ result: 'applied' });
    const { store } = world.deps;
    expect(store.get('session', 's-login')?.record).toMatchObject({ status: 'exit', exitCode: 0 });
    expect(store.get('task', 'login')?.record).toMatchObject({
      state: 'completed',
      completedAt: '2026-01-31T10:00:00.000Z',
    });
    expect(store.get('run', 'run-1')?.record.status).toBe('completed');
    expect(store.get('environment', 'env-login')?.record.lease?.releasedAt).toBeDefined();
  });

  it.each([
    ['ready', undefined],
    ['spawned', true],
  ] as const)(
    'to a living %s session’s “running” is told as forced: %s',
    async (status, isForced) => {
      const saying = engineSaying('s-login', 'absent');
      const observedAt = '2026-01-31T10:00:00.000Z';
      const process: ProcessReading = { kind: 'alive', identity: { pid: 41 }, observedAt };
      const entries = [{ sessionId: 's-login', process, status: 'running' } as const];
      const observe = async () =>
        ({ kind: 'read', engine: 'process', entries, observedAt }) as const;
      world = await createRecoveryWorld(rooms, () => ({ engine: () => ({ ...saying, observe }) }));
      addInterruptedTask(world, { id: 'login', session: { status } });
      const plan = await world.plan('update_status', listSession('s-login'));
      expect(await world.apply(plan)).toMatchObject({ result: 'applied' });
      const written = world.audited().find(({ result }) => result === 'written');
      expect(written).toMatchObject({ before: { status }, after: { status: 'running' } });
      expect(written?.isForced).toBe(isForced);
    },
  );

  it('is not offered of a crash', async () => {
    const engine = engineSaying('s-login', 'absent', 3);
    world = await createRecoveryWorld(rooms, () => ({ engine: () => engine }));
    addInterruptedTask(world, { id: 'login' });
    const [item] = (await world.plan('update_status', listSession('s-login'))).items;
    expect(item?.why).toContain('mark it as crashed instead');
  });
});

describe('release lease', () => {
  it('happens once when two of them race', async () => {
    world = await createRecoveryWorld(rooms);
    const { conditionId } = addInterruptedTask(world, { id: 'login' });
    const { recovery } = world;
    const plans = [
      await world.plan('release_lease', conditionId),
      await world.plan('release_lease', conditionId),
    ];
    const raced = await Promise.all(
      plans.map(({ planId, fingerprint }) => recovery.apply(planId, fingerprint, quietly)),
    );
    const results = raced.map((one) => one.ok && one.value.items[0]?.result);
    expect(results.filter((result) => result === 'applied')).toHaveLength(1);
    expect(['refused', 'no_change_needed']).toContain(results.find((one) => one !== 'applied'));
  });

  it('is refused when another holder has it by now', async () => {
    world = await createRecoveryWorld(rooms);
    const { conditionId } = addInterruptedTask(world, { id: 'login' });
    const plan = await world.plan('release_lease', conditionId);
    const environment = world.deps.store.get('environment', 'env-login');
    if (environment?.record.lease === undefined) throw new Error('no lease');
    world.record({
      kind: 'environment',
      id: 'env-login',
      expectedVersion: environment.version,
      after: { ...environment.record, lease: { ...environment.record.lease, token: 'other' } },
    });
    expect(await world.apply(plan)).toMatchObject({
      result: 'refused',
      before: { fact: 'token', value: 'token-login' },
      after: { value: 'other' },
    });
  });

  it('is not offered against a living holder', async () => {
    world = await createRecoveryWorld(rooms);
    const { conditionId } = addInterruptedTask(world, { id: 'login' });
    await startLiving(conditionId);
    const [item] = (await world.plan('release_lease', conditionId)).items;
    expect(item?.why).toContain('still alive');
  });

  it('asks for the count where nobody can tell who holds it', async () => {
    world = await createRecoveryWorld(rooms);
    const { conditionId } = addInterruptedTask(world, {
      id: 'login',
      environment: {
        lease: { kind: 'execution', holder: {}, token: '', acquiredAt: '2026-01-31T09:00:00.000Z' },
      },
    });
    const plan = await world.plan('release_lease', conditionId);
    expect(plan.tier).toBe(3);
    const untyped = await world.recovery.apply(plan.planId, plan.fingerprint, quietly);
    expect(untyped).toMatchObject({ ok: false, error: { kind: 'count_differs' } });
    const typed = { ...quietly, confirmedCount: 1 };
    const applied = await world.recovery.apply(plan.planId, plan.fingerprint, typed);
    expect(applied.ok && applied.value.items[0]?.result).toBe('applied');
  });
});

describe('stop session', () => {
  it('ends the process, then the record', async () => {
    world = await createRecoveryWorld(rooms);
    const { conditionId } = addInterruptedTask(world, { id: 'login' });
    const sessionId = await startLiving(conditionId);
    const plan = await world.plan('stop', listSession(sessionId));
    expect(plan.tier).toBe(2);
    expect(await world.apply(plan)).toMatchObject({ result: 'applied' });
    expect(world.deps.store.get('session', sessionId)?.record).toMatchObject({
      status: 'exit',
      exitReason: 'stopped',
    });
    expect(
      world.deps.store.get('environment', 'env-login')?.record.lease?.releasedAt,
    ).toBeDefined();
    const reading = await world.engine.observe();
    const processes = reading.kind === 'read' ? reading.entries.map((one) => one.process.kind) : [];
    expect(processes).toEqual(['absent']);
  });

  it('leaves the record alone when the process is not the one that was planned', async () => {
    world = await createRecoveryWorld(rooms, ({ engine }) => ({
      engine: (name) => {
        const real = engine(name);
        const error = { kind: 'not_this_process', message: 'It is another process.' } as const;
        return real && { ...real, stop: () => Promise.resolve({ ok: false, error }) };
      },
    }));
    const { conditionId } = addInterruptedTask(world, { id: 'login' });
    const sessionId = await startLiving(conditionId);
    expect(await world.apply(await world.plan('stop', listSession(sessionId)))).toMatchObject({
      result: 'refused',
      why: 'It is another process.',
    });
    expect(world.deps.store.get('session', sessionId)?.record.status).toBe('running');
  });

  it('releases the lease though a look writes the environment while the process is ended', async () => {
    world = await createRecoveryWorld(rooms, ({ engine, store }) => ({
      engine(name) {
        const real = engine(name);
        if (real === undefined) return undefined;
        return {
          ...real,
          async stop(...args) {
            const stopped = await real.stop(...args);
            const seen = store.get('environment', 'env-login');
            if (seen === undefined) throw new Error('no environment');
            const after = { ...seen.record, health: 'dirty' } as const;
            const expectedVersion = seen.version;
            world?.record({ kind: 'environment', id: after.id, expectedVersion, after });
            return stopped;
          },
        };
      },
    }));
    const { conditionId } = addInterruptedTask(world, { id: 'login' });
    const sessionId = await startLiving(conditionId);
    expect(await world.apply(await world.plan('stop', listSession(sessionId)))).toMatchObject({
      result: 'applied',
    });
    expect(world.deps.store.get('session', sessionId)?.record.exitReason).toBe('stopped');
    expect(world.deps.store.get('environment', 'env-login')?.record).toMatchObject({
      health: 'dirty',
      lease: { releasedAt: expect.any(String) as unknown },
    });
  });

  /** A world whose engine lists nothing after a stop, and whose processes may then be out of sight. */
  const worldAfterStop = async (sight: 'clear' | 'lost') => {
    let isStopped = false;
    const observedAt = '2026-01-31T10:00:00.000Z';
    return createRecoveryWorld(rooms, ({ engine, observeProcess }) => ({
      engine(name) {
        const real = engine(name);
        if (real === undefined) return undefined;
        const { observeSession: _all, ...rest } = real;
        return {
          ...rest,
          observe: async () =>
            isStopped ? { kind: 'read', engine: name, entries: [], observedAt } : real.observe(),
          async stop(...args) {
            const stopped = await real.stop(...args);
            isStopped = true;
            return stopped;
          },
        };
      },
      observeProcess: async (identity) =>
        isStopped && sight === 'lost'
          ? { kind: 'unknown', why: 'not allowed to look', observedAt }
          : observeProcess(identity),
    }));
  };

  it.each([
    ['clear', 'applied', 'seen gone'],
    ['lost', 'failed', 'whether it is gone is not known (not allowed to look)'],
  ] as const)(
    'says what it saw of the process where the engine lists it no more: sight %s',
    async (sight, result, why) => {
      world = await worldAfterStop(sight);
      const { deps, engine, repository } = world;
      const sessionId = deps.newId();
      const command = ['sleep', '60'];
      const started = await engine.start({ sessionId, command, cwd: repository.root, env: {} });
      expect(started.ok).toBe(true);
      const item = await world.apply(await world.plan('stop', listSession(sessionId)));
      expect(item).toMatchObject({ result, why: expect.stringContaining(why) });
    },
  );
});
