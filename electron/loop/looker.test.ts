import { beforeEach, expect, test } from 'vitest';
import type {
  CoordinatorReading,
  EngineReading,
  ProcessReading,
} from '#shared/domain/observation.ts';
import { defaultPolicy } from '#shared/domain/policy.ts';
import type { Reconciliation, Situation, Transition } from '#shared/domain/reconciliation.ts';
import type { AuditDraft, RecordSet } from '#shared/domain/records.ts';
import {
  absent,
  alive,
  engineRead,
  environmentReading,
  makeEntry,
  repositoryRead,
} from '#shared/testing/make-reading.ts';
import { createManualClock } from '#electron/platform/clock.ts';
import { makeEnvironment, makeLease, makeSession, makeTask } from '#shared/testing/make-record.ts';
import { recordSet } from '#shared/testing/make-situation.ts';
import type { GroupQuestion, Look } from './looker-deps.ts';
import { createLooker } from './looker.ts';

const task = makeTask.running({ id: 'task-1', environmentId: 'env-1' });
const session = makeSession.running({ id: 'session-1', taskId: 'task-1' });

/** The second environment is leased to a process with this pid. */
const records = (pid = 7): RecordSet => {
  const lease = makeLease.held({ holder: { pid, startTime: '1' } });
  return recordSet({
    tasks: [task],
    sessions: [session],
    environments: [
      makeEnvironment.worktree({ id: 'env-1', taskId: 'task-1' }),
      makeEnvironment.worktree({ id: 'env-2', taskId: 'task-2', lease }),
    ],
  });
};

const nothing: Reconciliation = {
  conditions: [],
  sessions: { inSync: 0, crashed: 0, orphaned: 0, statusUpdates: 0, unknown: 0, leftovers: 0 },
  environments: [],
  transitions: [],
  alive: new Set(),
};

const transition: Transition = {
  changes: [],
  audit: { actor: 'rollcall', verb: 'v', subject: 's', result: 'r', message: 'm' },
};

const look = (): Promise<unknown> => looker.judge(false);
const shop = '/repos/shop';
const key = (id: string) => `environment:${id}`;

/** A world whose parts a test moves one at a time. */
function makeWorld() {
  const world = {
    clock: createManualClock(Date.UTC(2026, 0, 1)),
    records: records(),
    revision: '1',
    engine: engineRead([makeEntry({ sessionId: 'session-1', process: alive() })]) as EngineReading,
    coordinators: [] as readonly CoordinatorReading[],
    stamps: new Map<string, string>(),
    processes: new Map<number, ProcessReading>([[7, alive({ pid: 7 })]]),
    workspaces: 'w',
    outcome: (() => nothing) as (situation: Situation) => Reconciliation,
    written: [] as Transition[],
    questions: [] as GroupQuestion[],
    removed: [] as AuditDraft[],
    audited: [] as AuditDraft[],
    looks: [] as Look[],
    /** Whether what was missing had gone, each time conditions were dated. */
    dated: [] as boolean[],
  };
  const looker = createLooker({
    clock: world.clock,
    host: 'desk',
    bootId: 'boot-1',
    policy: () => defaultPolicy,
    revision: () => world.revision,
    load: () => world.records,
    readSources: async () => undefined,
    workspaces: () => [shop],
    observeEngines: async () => [world.engine],
    observeMachine: async () => ({ coordinators: world.coordinators }),
    stamp: ({ id }) => ({ shape: world.stamps.get(id) ?? '', content: '' }),
    observeProcess: async ({ pid }) => world.processes.get(pid) ?? absent(),
    stampWorkspace: () => ({ shape: world.workspaces, content: '' }),
    isThere: () => true,
    observeGroup: async (question) => {
      world.questions.push(question);
      return {
        repository: question.repository ?? repositoryRead(),
        environments: question.environments.map(({ id }) =>
          environmentReading.clean({ environmentId: id }),
        ),
        unclaimed: question.isListing ? [] : undefined,
      };
    },
    reconcile: (situation) => world.outcome(situation),
    aliveForNextLook: ({ reconciliation, aliveBefore }, isConfirmed) =>
      isConfirmed ? reconciliation.alive : new Set([...aliveBefore, ...reconciliation.alive]),
    write: (one) => {
      world.written.push(one);
      return true;
    },
    findRemovals: () => world.removed,
    audit: (draft) => world.audited.push(draft),
    firstSeen(_ids, isWhole) {
      world.dated.push(isWhole);
      return new Map();
    },
    publish: (look) => world.looks.push(look),
  });
  return { world, looker };
}

let { world, looker } = makeWorld();
beforeEach(async () => {
  ({ world, looker } = makeWorld());
  await looker.notice(false);
  const all = looker.keys(true).map(({ id }) => [id, 'asked'] as const);
  await looker.look(shop, new Map(all));
  await look();
});

const holderSeen = () =>
  world.looks.at(-1)?.observed.environments.find(({ environmentId }) => environmentId === 'env-2')
    ?.leaseHolder;

test('when nothing moved, nothing is due', async () => {
  expect(await looker.notice(false)).toEqual({ wakes: [], isJudgeDue: false });
  expect(looker.stamp()).toEqual([]);
});

test('a process that dies is judged at once; its own environment is looked at, and no other', async () => {
  world.engine = engineRead([makeEntry({ sessionId: 'session-1', process: absent() })]);
  const noticed = await looker.notice(false);
  expect(noticed.isJudgeDue).toBe(true);
  expect(noticed.wakes.map(({ id }) => id)).toEqual([key('env-1')]);
});

test('a coordinator that dies is judged at once, and no place is looked at for it', async () => {
  const startedAt = '2026-01-01T00:00:00.000Z';
  world.coordinators = [{ pid: 77, startedAt, process: alive() }];
  expect((await looker.notice(false)).isJudgeDue).toBe(true);
  expect((await looker.notice(false)).isJudgeDue).toBe(false);
  world.coordinators = [{ pid: 77, startedAt, process: absent() }];
  expect(await looker.notice(false)).toEqual({ wakes: [], isJudgeDue: true });
  await look();
  expect(world.looks.at(-1)?.observed.coordinators).toEqual(world.coordinators);
});

test('a directory that changes wakes that environment', () => {
  world.stamps.set('env-2', 'moved');
  expect(looker.stamp()).toMatchObject([{ id: key('env-2'), cause: 'shape', group: shop }]);
});

test('a lease holder that dies is judged at once, before git is asked about its environment', async () => {
  const asked = world.questions.length;
  world.processes.set(7, absent());
  const noticed = await looker.notice(false);
  expect(noticed.isJudgeDue).toBe(true);
  expect(noticed.wakes.map(({ id }) => id)).toEqual([key('env-2')]);
  await look();
  expect(holderSeen()).toEqual(absent());
  expect(world.questions).toHaveLength(asked);
});

test('a lease that has passed to another process is not judged by what became of the first', async () => {
  world.processes.set(7, absent());
  await looker.notice(false);
  world.processes.set(8, alive({ pid: 8 }));
  world.records = records(8);
  await look();
  expect(holderSeen()).toEqual(alive({ pid: 8 }));
});

test('a record that another process writes is judged anew, and a new environment looked at', async () => {
  world.revision = '2';
  const third = makeEnvironment.worktree({ id: 'env-3', taskId: 'task-3' });
  const more = recordSet({ environments: [third] }).environments;
  world.records = { ...records(), environments: [...records().environments, ...more] };
  expect(await looker.notice(false)).toMatchObject({
    isJudgeDue: true,
    wakes: [{ id: key('env-3') }],
  });
});

test('a new directory beside the worktrees makes its folder due, and no environment', () => {
  world.workspaces = 'one more';
  expect(looker.stamp()).toEqual([{ id: `workspace:${shop}`, group: shop, cause: 'shape' }]);
});

test('an edit asks git for the status only; the list of worktrees is kept', async () => {
  await looker.look(shop, new Map([[key('env-1'), 'content']]));
  expect(world.questions.at(-1)).toMatchObject({
    isListing: false,
    environments: [{ id: 'env-1' }],
    repository: { kind: 'read' },
  });
  await looker.look(shop, new Map([[key('env-1'), 'shape']]));
  expect(world.questions.at(-1)?.repository).toBeUndefined();
});

test('a session recorded after its engine was looked at is looked for again before it is called gone', async () => {
  const next = makeSession.running({ id: 'session-2', taskId: 'task-1' });
  world.records = { ...world.records, sessions: recordSet({ sessions: [session, next] }).sessions };
  world.engine = engineRead([
    makeEntry({ sessionId: 'session-1', process: alive() }),
    makeEntry({ sessionId: 'session-2', process: alive() }),
  ]);
  await look();
  expect(world.looks.at(-1)?.observed.engines).toEqual([world.engine]);
});

test('what a rule changes is written, and judged once more before it is shown', async () => {
  let judged = 0;
  world.outcome = () => {
    judged += 1;
    return judged === 1 ? { ...nothing, transitions: [transition] } : nothing;
  };
  await look();
  expect(world.written).toEqual([transition]);
  expect(judged).toBe(2);
  expect(world.looks.at(-1)?.reconciliation.transitions).toEqual([]);
});

test('what vanished without Rollcall is audited', async () => {
  const draft = { ...transition.audit, verb: 'removed_outside' };
  world.removed.push(draft);
  await look();
  expect(world.audited).toEqual([draft]);
});

test('what is missing has gone once every place has answered, or had a minute to', async () => {
  ({ world, looker } = makeWorld());
  await looker.notice(false);
  await look();
  await looker.look(shop, new Map([[`workspace:${shop}`, 'asked']]));
  await look();
  await world.clock.advance(61_000);
  await look();
  expect(world.looks.map(({ isWhole }) => isWhole)).toEqual([false, false, true]);
  expect(world.dated).toEqual([false, false, true]);
  const { world: quick, looker: other } = makeWorld();
  await other.notice(false);
  await other.look(shop, new Map(other.keys(true).map(({ id }) => [id, 'asked'])));
  await other.judge(false);
  expect(quick.looks.map(({ isWhole }) => isWhole)).toEqual([true]);
});

test('a mass death is held back from look to look, until an operator confirms it', async () => {
  const compared: string[][] = [];
  world.outcome = (situation) => {
    compared.push([...situation.aliveBefore]);
    return compared.length === 1 ? { ...nothing, alive: new Set(['session-1']) } : nothing;
  };
  for (const isConfirming of [false, false, false, true]) await looker.judge(isConfirming);
  expect(compared).toEqual([[], ['session-1'], ['session-1'], []]);
});

test('a place that was given up and is used again is looked at anew, and not judged by what it was', async () => {
  const [first, ...others] = world.records.environments;
  if (first === undefined) throw new Error('There is no environment.');
  const archived = { ...first, record: { ...first.record, state: 'archived' as const } };
  world.records = { ...world.records, environments: [archived, ...others] };
  world.revision = '2';
  await look();
  world.records = { ...world.records, environments: [first, ...others] };
  world.revision = '3';
  const { wakes } = await looker.notice(false);
  expect(wakes.map(({ id }) => id)).toEqual([key(first.record.id)]);
  await look();
  const seen = world.looks.at(-1)?.observed.environments.map(({ environmentId }) => environmentId);
  expect(seen).not.toContain(first.record.id);
});

test('after the machine has slept the rules are told since when it is awake', async () => {
  const told: Situation[] = [];
  world.outcome = (situation) => {
    told.push(situation);
    return nothing;
  };
  await look();
  world.clock.setTo(world.clock.nowMs() + 7_200_000);
  await look();
  expect(told.map(({ awakeSince }) => awakeSince)).toEqual([undefined, '2026-01-01T02:00:00.000Z']);
});
