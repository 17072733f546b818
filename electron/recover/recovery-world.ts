// For tests: real records, repository, processes and observers, joined as the console joins them.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { AuditRow } from '#shared/domain/audit.ts';
import type { Clock } from '#shared/domain/clock.ts';
import type { Condition, Subject } from '#shared/domain/condition.ts';
import type { Engine, ObserveProcess } from '#shared/domain/engine.ts';
import type { RunGit } from '#shared/domain/git.ts';
import type { Operation, OperationItem, Plan } from '#shared/domain/plan.ts';
import { defaultPolicy } from '#shared/domain/policy.ts';
import type { RecordChange } from '#shared/domain/records.ts';
import type { ProcessIdentity } from '#shared/domain/session.ts';
import type { Verb } from '#shared/domain/verb.ts';
import type { Result } from '#shared/result.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { createGitRunner } from '#electron/platform/git-runner.ts';
import {
  createTestingRepository,
  type TestingRepository,
} from '#electron/platform/testing-repository.ts';
import type { RecoverDeps } from './recover-deps.ts';
import { createRecovery, type Recovery } from './recovery.ts';

interface Probes {
  readonly bootId: string;
  readonly host: string;
  readonly clock: Clock;
}

/** The makers of other rooms, which recovery may not import itself. */
export interface Rooms {
  openJournal(request: { readonly file: string; readonly clock: Clock }): Result<
    {
      readonly records: RecoverDeps['store'];
      readonly plans: RecoverDeps['plans'];
      readonly operations: RecoverDeps['operations'];
      readonly undoLog: RecoverDeps['undoLog'];
      readonly acknowledgements: RecoverDeps['acknowledgements'] & {
        all(): ReadonlyMap<string, unknown>;
      };
      readonly audit: {
        append(draft: Parameters<RecoverDeps['audit']>[0]): unknown;
        list(query: { readonly limit: number }): readonly AuditRow[];
      };
      close(): void;
    },
    unknown
  >;
  createObserver(
    deps: Probes & { readonly runGit: RunGit; readonly observeProcess: ObserveProcess },
  ): Pick<
    RecoverDeps,
    'observeEnvironment' | 'observeRepository' | 'observePath' | 'observeOccupants'
  >;
  createProcessObserver(options: Probes): ObserveProcess;
  createIdentifyProcess(
    options: Omit<Probes, 'clock'>,
  ): (pid: number) => Promise<ProcessIdentity | undefined>;
  readBootId(): Promise<string>;
  createProcessEngine(deps: {
    readonly sessionsDir: string;
    readonly observeProcess: ObserveProcess;
    readonly identifyProcess: (pid: number) => Promise<ProcessIdentity | undefined>;
    readonly clock: Clock;
    readonly graceMs: number;
  }): Engine;
  readonly runStatus: RecoverDeps['runStatus'];
  createFindForeignWorker(deps: {
    readonly clock: Clock;
    readonly observeProcess: ObserveProcess;
    readonly identifyProcess: (pid: number) => Promise<ProcessIdentity | undefined>;
  }): RecoverDeps['findForeignWorker'];
}

export interface RecoveryWorld {
  readonly deps: RecoverDeps;
  readonly home: string;
  readonly repository: TestingRepository;
  readonly engine: Engine;
  readonly recovery: Recovery;
  /** Puts a condition on the list; gives its id. */
  list(condition: Condition): string;
  unlist(conditionId: string): void;
  record(...changes: readonly RecordChange[]): void;
  acknowledged(): ReadonlyMap<string, unknown>;
  audited(): readonly AuditRow[];
  /** Plans one condition; gives the plan. */
  plan(verb: Verb, conditionId: string): Promise<Plan>;
  apply(plan: Plan): Promise<OperationItem>;
  close(): Promise<void>;
}

/** Makes a world. `change` replaces parts of what recovery is given, to let them go wrong. */
export async function createRecoveryWorld(
  rooms: Rooms,
  change: (deps: RecoverDeps) => Partial<RecoverDeps> = () => ({}),
): Promise<RecoveryWorld> {
  const repository = createTestingRepository();
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'rollcall-recover-')));
  const clock = systemClock;
  const opened = rooms.openJournal({ file: join(home, 'journal.db'), clock });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  const journal = opened.value;
  const probes = { host: hostname(), bootId: await rooms.readBootId(), clock };
  const observeProcess = rooms.createProcessObserver(probes);
  const runGit = createGitRunner();
  const observer = rooms.createObserver({ ...probes, runGit, observeProcess });
  const identifyProcess = rooms.createIdentifyProcess(probes);
  const engine = rooms.createProcessEngine({
    sessionsDir: join(home, 'sessions'),
    observeProcess,
    identifyProcess,
    clock,
    graceMs: 200,
  });
  const conditions = new Map<string, Condition>();
  let count = 0;
  const real: RecoverDeps = {
    ...observer,
    ...probes,
    store: journal.records,
    plans: journal.plans,
    operations: journal.operations,
    acknowledgements: journal.acknowledgements,
    undoLog: journal.undoLog,
    workspaces: () => [repository.root],
    audit: (draft) => void journal.audit.append(draft),
    findCondition: (id) => conditions.get(id),
    conditionsOfTask: (taskId) => [...conditions.values()].filter((one) => one.taskId === taskId),
    observeProcess,
    findForeignWorker: rooms.createFindForeignWorker({ clock, observeProcess, identifyProcess }),
    engine: (name) => (name === 'process' ? engine : undefined),
    engineNames: ['process'],
    expandLaunch: ({ recordedCommand }) => ({ ok: true, value: recordedCommand }),
    runStatus: rooms.runStatus,
    runGit,
    // Session ids follow from it, and an engine knows its processes by those on the whole machine.
    newId: () => `${basename(home)}-${(count += 1)}`,
    policy: defaultPolicy,
    home,
  };
  const deps = { ...real, ...change(real) };
  const recovery = createRecovery(deps);
  return {
    deps,
    home,
    repository,
    engine,
    recovery,
    list(condition) {
      conditions.set(condition.id, condition);
      return condition.id;
    },
    unlist: (conditionId) => void conditions.delete(conditionId),
    record(...changes) {
      const audit = {
        actor: 'import',
        verb: 'import',
        subject: 'world',
        result: 'applied',
      } as const;
      const written = journal.records.write(changes, { ...audit, message: 'made for a test' });
      if (!written.ok) throw new Error(written.error.message);
    },
    acknowledged: () => journal.acknowledgements.all(),
    audited: () => journal.audit.list({ limit: 1000 }).toReversed(),
    plan: (verb, conditionId) => recovery.plan(verb, [conditionId]),
    apply: async (plan) => {
      const applied = await recovery.apply(plan.planId, plan.fingerprint, quietly);
      if (!applied.ok) throw new Error(applied.error.message);
      return onlyItem(applied.value);
    },
    async close() {
      const reading = await engine.observe();
      for (const entry of reading.kind === 'read' ? reading.entries : [])
        if (entry.process.kind === 'alive')
          await engine.stop(entry.sessionId, entry.process.identity);
      journal.close();
      repository.remove();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** How a test applies a plan when it does not care to watch. */
export const quietly = { actor: 'operator', onProgress: () => undefined } as const;

function onlyItem({ items }: Operation): OperationItem {
  const [item] = items;
  if (item === undefined || items.length > 1) throw new Error(`${items.length} items, not one`);
  return item;
}

/** A condition about something, with as little else as can be. */
export const conditionAbout = (
  subject: Pick<Subject, 'kind' | 'id'>,
  workspace: string,
  more: Partial<Condition> = {},
): Condition => ({
  id: `${subject.kind}:${subject.id}`,
  lane: 'blocked',
  reason: 'interrupted',
  severity: 'high',
  subject: { ...subject, source: 'rollcall', workspace },
  title: subject.id,
  message: 'It stands still.',
  evidence: [],
  comparisons: [],
  workAtRisk: {},
  blastRadius: 0,
  since: '2026-01-31T09:00:00.000Z',
  proposed: null,
  actions: [],
  signature: 'signature-1',
  ...more,
});
