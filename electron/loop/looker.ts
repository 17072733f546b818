import type { Clock } from '#shared/domain/clock.ts';
import type { Environment } from '#shared/domain/environment.ts';
import type { EngineReading, Observed } from '#shared/domain/observation.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Reconciliation, Situation, Transition } from '#shared/domain/reconciliation.ts';
import type { RecordSet } from '#shared/domain/records.ts';
import type { Instant } from '#shared/domain/run.ts';
import { changedKeys, engineSignatures } from './engine-changes.ts';
import type { Due } from './loop.ts';

/** One finished look. */
export interface Look {
  readonly recorded: RecordSet;
  readonly observed: Observed;
  readonly reconciliation: Reconciliation;
}

export interface LookerDeps {
  readonly clock: Clock;
  readonly policy: () => Policy;
  /** Changes whenever anyone, in any process, writes a record. */
  readonly revision: () => string;
  readonly load: () => RecordSet;
  readonly observeEngines: () => Promise<readonly EngineReading[]>;
  readonly stamp: (environment: Environment, adminDir: string | undefined) => string;
  /** What became of the process that holds the environment's lease; empty when none is named. */
  readonly stampHolder: (environment: Environment) => Promise<string>;
  /** A directory appearing where worktrees are kept, or in a repository's list of them, shows here. */
  readonly stampWorkspaces: () => string;
  readonly observeEverything: (recorded: RecordSet) => Promise<Observed>;
  /** Looks again at these environments and at all engines; the rest is kept from `previous`. */
  readonly observeSome: (
    previous: Observed,
    recorded: RecordSet,
    environmentIds: ReadonlySet<string>,
  ) => Promise<Observed>;
  readonly reconcile: (situation: Situation) => Reconciliation;
  /** What the next look's breaker compares with; a mass death is held back until it is confirmed. */
  readonly aliveForNextLook: (
    last: { readonly reconciliation: Reconciliation; readonly aliveBefore: ReadonlySet<string> },
    isConfirmed: boolean,
  ) => ReadonlySet<string>;
  /** False when the record changed meanwhile: the next look judges it anew. */
  readonly write: (transition: Transition) => boolean;
  readonly firstSeen: (conditionIds: readonly string[]) => ReadonlyMap<string, Instant>;
  readonly publish: (look: Look) => void;
}

interface Memory {
  readonly look: Look;
  readonly aliveBefore: ReadonlySet<string>;
  readonly revision: string;
  readonly engines: ReadonlyMap<string, string>;
  readonly stamps: ReadonlyMap<string, string>;
  readonly workspaces: string;
}

async function stampAll(
  deps: LookerDeps,
  recorded: RecordSet,
  observed: Observed,
): Promise<Map<string, string>> {
  const adminDirs = new Map(
    observed.environments.map((reading) => [reading.environmentId, reading.worktree?.adminDir]),
  );
  const stamps = recorded.environments.map(async ({ record, version }) => {
    const holder = await deps.stampHolder(record);
    return [
      record.id,
      `${version} ${holder} ${deps.stamp(record, adminDirs.get(record.id))}`,
    ] as const;
  });
  return new Map(await Promise.all(stamps));
}

/** The environments in which these sessions work. */
function environmentsOf(recorded: RecordSet, sessionIds: ReadonlySet<string>): Set<string> {
  const taskIds = new Set<string>();
  for (const { record } of recorded.sessions)
    if (sessionIds.has(record.id) && record.taskId !== undefined) taskIds.add(record.taskId);
  const ids = new Set<string>();
  for (const { record } of recorded.environments)
    if (record.taskId !== undefined && taskIds.has(record.taskId)) ids.add(record.id);
  for (const { record } of recorded.tasks)
    if (record.environmentId !== undefined && taskIds.has(record.id)) ids.add(record.environmentId);
  return ids;
}

export interface Looker {
  /** Cheap: what changed since the last look. */
  notice(): Promise<Due>;
  look(due: Exclude<Due, { kind: 'nothing' }>): Promise<void>;
  last(): Look | undefined;
}

/** Looks and remembers, so that the next look can be as small as what changed. */
export function createLooker(deps: LookerDeps): Looker {
  let memory: Memory | undefined;

  const aliveNow = (isConfirmed: boolean): ReadonlySet<string> =>
    memory === undefined
      ? new Set()
      : deps.aliveForNextLook(
          { reconciliation: memory.look.reconciliation, aliveBefore: memory.aliveBefore },
          isConfirmed,
        );

  function judge(
    recorded: RecordSet,
    observed: Observed,
    aliveBefore: ReadonlySet<string>,
  ): Reconciliation {
    const situation: Situation = {
      recorded,
      observed,
      policy: deps.policy(),
      now: deps.clock.now(),
      firstSeen: new Map(),
      aliveBefore,
      unreadableRunIds: new Set(),
    };
    return deps.reconcile(situation);
  }

  function date(reconciliation: Reconciliation): Reconciliation {
    const seen = deps.firstSeen(reconciliation.conditions.map((condition) => condition.id));
    const conditions = reconciliation.conditions.map((condition) => {
      const since = seen.get(condition.id);
      return since === undefined ? condition : { ...condition, since };
    });
    return { ...reconciliation, conditions };
  }

  return {
    last: () => memory?.look,

    async notice() {
      if (memory === undefined) return { kind: 'everything' };
      if (deps.stampWorkspaces() !== memory.workspaces) return { kind: 'everything' };
      const engines = engineSignatures(await deps.observeEngines());
      const sessions = changedKeys(memory.engines, engines);
      const recorded = deps.revision() === memory.revision ? memory.look.recorded : deps.load();
      const stamps = await stampAll(deps, recorded, memory.look.observed);
      const moved = changedKeys(memory.stamps, stamps);
      const isQuiet = sessions.size + moved.size === 0 && recorded === memory.look.recorded;
      if (isQuiet) return { kind: 'nothing' };
      return {
        kind: 'some',
        environmentIds: new Set([...moved, ...environmentsOf(recorded, sessions)]),
      };
    },

    async look(due) {
      let recorded = deps.load();
      const workspaces = deps.stampWorkspaces();
      const observed =
        due.kind === 'everything' || memory === undefined
          ? await deps.observeEverything(recorded)
          : await deps.observeSome(memory.look.observed, recorded, due.environmentIds);
      // Loaded again: a record may have changed while git was being asked.
      recorded = deps.load();
      const aliveBefore = aliveNow(due.kind === 'everything' && due.isConfirming === true);
      let reconciliation = judge(recorded, observed, aliveBefore);
      const written = reconciliation.transitions.map((transition) => deps.write(transition));
      if (written.some(Boolean)) {
        recorded = deps.load();
        reconciliation = judge(recorded, observed, aliveBefore);
      }
      const look: Look = { recorded, observed, reconciliation: date(reconciliation) };
      memory = {
        look,
        aliveBefore,
        revision: deps.revision(),
        engines: engineSignatures(observed.engines),
        stamps: await stampAll(deps, recorded, observed),
        workspaces,
      };
      deps.publish(look);
    },
  };
}
