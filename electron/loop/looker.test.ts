import { beforeEach, expect, test } from 'vitest';
import type { EngineReading } from '#shared/domain/observation.ts';
import { defaultPolicy } from '#shared/domain/policy.ts';
import type { Reconciliation, Situation, Transition } from '#shared/domain/reconciliation.ts';
import type { RecordSet } from '#shared/domain/records.ts';
import { absent, alive, engineRead, makeEntry } from '#shared/testing/make-reading.ts';
import { makeEnvironment, makeSession, makeTask } from '#shared/testing/make-record.ts';
import { observed, recordSet } from '#shared/testing/make-situation.ts';
import { createLooker, type Look } from './looker.ts';

const task = makeTask.running({ id: 'task-1', environmentId: 'env-1' });
const session = makeSession.running({ id: 'session-1', taskId: 'task-1' });
const bystander = makeEnvironment.worktree({ id: 'env-2', taskId: 'task-2' });

const records = (): RecordSet =>
  recordSet({
    tasks: [task],
    sessions: [session],
    environments: [makeEnvironment.worktree({ id: 'env-1', taskId: 'task-1' }), bystander],
  });

const nothing: Reconciliation = {
  conditions: [],
  sessions: { inSync: 0, crashed: 0, orphaned: 0, statusUpdates: 0, unknown: 0 },
  environments: [],
  transitions: [],
  alive: new Set(),
};

const transition: Transition = {
  changes: [],
  audit: { actor: 'rollcall', verb: 'v', subject: 's', result: 'r', message: 'm' },
};

/** A world whose parts a test moves one at a time. */
function makeWorld() {
  const world = {
    records: records(),
    revision: '1',
    engine: engineRead([makeEntry({ sessionId: 'session-1', process: alive() })]) as EngineReading,
    stamps: new Map<string, string>(),
    holders: new Map<string, string>(),
    workspaces: 'w',
    outcome: (() => nothing) as (situation: Situation) => Reconciliation,
    written: [] as Transition[],
    looked: [] as string[],
    looks: [] as Look[],
  };
  const looker = createLooker({
    clock: { nowMs: () => 0, now: () => '2026-01-01T00:00:00.000Z', sleep: async () => undefined },
    policy: () => defaultPolicy,
    revision: () => world.revision,
    load: () => world.records,
    observeEngines: async () => [world.engine],
    stamp: (environment) => world.stamps.get(environment.id) ?? '',
    stampHolder: async (environment) => world.holders.get(environment.id) ?? '',
    stampWorkspaces: () => world.workspaces,
    observeEverything: async () => {
      world.looked.push('everything');
      return observed({ engines: [world.engine] });
    },
    observeSome: async (previous, _recorded, ids) => {
      world.looked.push([...ids].join(' '));
      return { ...previous, engines: [world.engine] };
    },
    reconcile: (situation) => world.outcome(situation),
    aliveForNextLook: ({ reconciliation, aliveBefore }, isConfirmed) =>
      isConfirmed ? reconciliation.alive : new Set([...aliveBefore, ...reconciliation.alive]),
    write: (one) => {
      world.written.push(one);
      return true;
    },
    firstSeen: () => new Map(),
    publish: (look) => world.looks.push(look),
  });
  return { world, looker };
}

let { world, looker } = makeWorld();
beforeEach(async () => {
  ({ world, looker } = makeWorld());
  await looker.look({ kind: 'everything' });
});

test('when nothing moved, nothing is due', async () => {
  expect(await looker.notice()).toEqual({ kind: 'nothing' });
});

test('a process that dies makes its own environment due, and no other', async () => {
  world.engine = engineRead([makeEntry({ sessionId: 'session-1', process: absent() })]);
  expect(await looker.notice()).toEqual({ kind: 'some', environmentIds: new Set(['env-1']) });
});

test('a directory that changes, or a lease holder that dies, makes that environment due', async () => {
  world.stamps.set('env-2', 'moved');
  expect(await looker.notice()).toEqual({ kind: 'some', environmentIds: new Set(['env-2']) });
  world.stamps.clear();
  world.holders.set('env-1', 'absent');
  expect(await looker.notice()).toEqual({ kind: 'some', environmentIds: new Set(['env-1']) });
});

test('a record that another process writes is judged anew without asking git', async () => {
  world.revision = '2';
  world.records = { ...records(), tasks: [] };
  expect(await looker.notice()).toEqual({ kind: 'some', environmentIds: new Set() });
});

test('a new directory beside the worktrees makes everything due', async () => {
  world.workspaces = 'one more';
  expect(await looker.notice()).toEqual({ kind: 'everything' });
});

test('what a rule changes is written, and judged once more before it is shown', async () => {
  let judged = 0;
  world.outcome = () => {
    judged += 1;
    return judged === 1 ? { ...nothing, transitions: [transition] } : nothing;
  };
  await looker.look({ kind: 'some', environmentIds: new Set() });
  expect(world.written).toEqual([transition]);
  expect(judged).toBe(2);
  expect(world.looks.at(-1)?.reconciliation.transitions).toEqual([]);
});

test('a mass death is held back from look to look, until an operator confirms it', async () => {
  const compared: string[][] = [];
  world.outcome = (situation) => {
    compared.push([...situation.aliveBefore]);
    return compared.length === 1 ? { ...nothing, alive: new Set(['session-1']) } : nothing;
  };
  await looker.look({ kind: 'everything' });
  await looker.look({ kind: 'everything' });
  await looker.look({ kind: 'everything' });
  await looker.look({ kind: 'everything', isConfirming: true });
  expect(compared).toEqual([[], ['session-1'], ['session-1'], []]);
});
