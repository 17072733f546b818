import type { Environment } from '#shared/domain/environment.ts';
import type { Observed } from '#shared/domain/observation.ts';
import type { Reconciliation } from '#shared/domain/reconciliation.ts';
import type { Recorded, RecordSet } from '#shared/domain/records.ts';
import { createAwakeSince } from './awake-since.ts';
import { changedKeys, engineSignatures, machineSignature } from './engine-changes.ts';
import { createHolders } from './holders.ts';
import {
  environmentKey,
  environmentsOf,
  groupOf,
  isEnvironmentLive,
  isFailedReading,
  keysOf,
  workspaceKey,
} from './keys.ts';
import type { Look, LookerDeps } from './looker-deps.ts';
import type { Notice } from './loop.ts';
import { createPulse } from './pulse.ts';
import { createSight, mergeGroup, observedFrom, retainIn, type GroupReading } from './sight.ts';
import { createStamps } from './stamps.ts';
import { hasUnseenSession } from './unseen-sessions.ts';
import { unreadableRuns } from './unreadable-runs.ts';
import type { Cause, Key, Wake } from './wake-queue.ts';

/** The loop's eyes and memory: see `LoopDeps` for what each does. */
export interface Looker {
  keys(isFresh: boolean): readonly Key[];
  notice(isAsked: boolean): Promise<Notice>;
  stamp(): readonly Wake[];
  pulse(): boolean;
  look(group: string, keys: ReadonlyMap<string, Cause>): Promise<ReadonlySet<string>>;
  judge(isConfirming: boolean): Promise<readonly Wake[]>;
  last(): Look | undefined;
}

interface Memory {
  readonly look: Look;
  readonly aliveBefore: ReadonlySet<string>;
}

/** Whose look takes longer than this after the start keeps no other from being called gone. */
const wholeAfterMs = 60_000;

/** Looks and remembers, so that the next look can be as small as what changed. */
export function createLooker(deps: LookerDeps): Looker {
  const sight = createSight();
  const startedMs = deps.clock.steadyMs();
  const stamps = createStamps(deps, (id) => sight.environments.get(id)?.worktree?.adminDir);
  const pulse = createPulse(deps.isThere);
  const holders = createHolders(deps.observeProcess);
  const awakeSince = createAwakeSince(deps.clock);
  let memory: Memory | undefined;
  let engines: ReadonlyMap<string, string> = new Map();
  let records: { readonly set: RecordSet; readonly revision: string } | undefined;

  function loadNow(): RecordSet {
    // Asked first: what is written while it is read makes it stale.
    const revision = deps.revision();
    records = { set: deps.load(), revision };
    return records.set;
  }

  const recordedNow = (): RecordSet => records?.set ?? loadNow();

  const toWakes = (recorded: RecordSet, ids: ReadonlySet<string>, cause: Cause): readonly Wake[] =>
    recorded.environments
      .filter((one) => ids.has(one.record.id) && isEnvironmentLive(one))
      .map((one) => ({ ...environmentKey(one), cause }));

  function judgeOnce(
    recorded: RecordSet,
    observed: Observed,
    aliveBefore: ReadonlySet<string>,
  ): Reconciliation {
    return deps.reconcile({
      recorded,
      observed,
      policy: deps.policy(),
      now: deps.clock.now(),
      awakeSince: awakeSince(),
      firstSeen: new Map(),
      aliveBefore,
      unreadableRunIds: unreadableRuns(recorded),
    });
  }

  /**
   * A session that was recorded after its engine was looked at would seem gone. So whatever is recorded
   * as active and was not seen, alive or ended, is looked for once more, now that its record was read.
   */
  async function lookForMissing(recorded: RecordSet): Promise<void> {
    if (!hasUnseenSession(recorded, sight.engines)) return;
    // Its signatures stay as noticed: the next notice wakes what this look saw change.
    sight.engines = await deps.observeEngines();
  }

  function date(reconciliation: Reconciliation, isWhole: boolean): Reconciliation {
    const ids = reconciliation.conditions.map((condition) => condition.id);
    const seen = deps.firstSeen(ids, isWhole);
    const conditions = reconciliation.conditions.map((condition) => {
      const since = seen.get(condition.id);
      return since === undefined ? condition : { ...condition, since };
    });
    return { ...reconciliation, conditions };
  }

  /** New records, and folders watched since the last look. */
  function neverSeen(recorded: RecordSet): readonly Wake[] {
    const places = keysOf(recorded, deps.workspaces(recorded));
    return places
      .filter(({ id, group }) =>
        id.startsWith('workspace:')
          ? !sight.unclaimed.has(group)
          : !sight.environments.has(id.slice('environment:'.length)),
      )
      .map((key) => ({ ...key, cause: 'shape' }));
  }

  return {
    last: () => memory?.look,

    keys(isFresh) {
      const recorded = isFresh ? loadNow() : recordedNow();
      return keysOf(recorded, deps.workspaces(recorded));
    },

    async notice(isAsked) {
      await deps.readSources(isAsked);
      const isStale = records?.revision !== deps.revision();
      sight.engines = await deps.observeEngines();
      const signatures = engineSignatures(sight.engines);
      const sessions = changedKeys(engines, signatures);
      engines = signatures;
      const recorded = isStale ? loadNow() : recordedNow();
      const held = await holders.look(recorded);
      const before = machineSignature(sight.machine);
      sight.machine = await deps.observeMachine(recorded);
      const isMachineNews = machineSignature(sight.machine) !== before;
      return {
        wakes: [
          ...toWakes(recorded, new Set([...held, ...environmentsOf(recorded, sessions)]), 'shape'),
          ...(isStale ? neverSeen(recorded) : []),
        ],
        // Not only when its git has answered: that a holder is gone is known by now.
        isJudgeDue: isStale || sessions.size > 0 || held.size > 0 || isMachineNews,
      };
    },

    pulse: () => pulse(sight.engines, records?.set),

    stamp() {
      const recorded = recordedNow();
      return stamps.changed(recorded, deps.workspaces(recorded));
    },

    async look(group, keys) {
      const recorded = recordedNow();
      const isListing = keys.has(workspaceKey(group).id);
      const asked = recorded.environments.filter(
        (one) => keys.has(environmentKey(one).id) && groupOf(one) === group,
      );
      stamps.keep(asked, isListing ? group : undefined);
      const isShapeNews = [...keys.values()].some(
        (cause) => cause === 'shape' || cause === 'asked',
      );
      const before = sight.repositories.get(group);
      const reading = await deps.observeGroup({
        group,
        environments: asked.map(({ record }) => record),
        repository: isListing || isShapeNews || before?.kind !== 'read' ? undefined : before,
        isListing,
        recorded,
      });
      mergeGroup(sight, group, reading);
      return failedKeys(group, asked, reading);
    },

    async judge(isConfirming) {
      let recorded = loadNow();
      await Promise.all([lookForMissing(recorded), holders.lookForNew(recorded)]);
      const places = keysOf(recorded, deps.workspaces(recorded));
      const groups = new Set(places.map(({ group }) => group));
      const live = recorded.environments.filter(isEnvironmentLive);
      retainIn(sight, { groups, environmentIds: new Set(live.map(({ record }) => record.id)) });
      const around = {
        host: deps.host,
        bootId: deps.bootId,
        observedAt: deps.clock.now(),
        groups,
        holders,
      };
      let observed = observedFrom(sight, recorded, around);
      const aliveBefore =
        memory === undefined
          ? new Set<string>()
          : deps.aliveForNextLook(
              { reconciliation: memory.look.reconciliation, aliveBefore: memory.aliveBefore },
              isConfirming,
            );
      let reconciliation = judgeOnce(recorded, observed, aliveBefore);
      const written = reconciliation.transitions.map((transition) => deps.write(transition));
      if (written.some(Boolean)) {
        recorded = loadNow();
        await Promise.all([lookForMissing(recorded), holders.lookForNew(recorded)]);
        observed = observedFrom(sight, recorded, around);
        reconciliation = judgeOnce(recorded, observed, aliveBefore);
      }
      const unseen = neverSeen(recorded);
      const isWhole = unseen.length === 0 || deps.clock.steadyMs() - startedMs > wholeAfterMs;
      const dated = date(reconciliation, isWhole);
      const look: Look = { recorded, observed, reconciliation: dated, isWhole };
      if (memory !== undefined)
        for (const draft of deps.findRemovals(memory.look, look)) deps.audit(draft);
      memory = { look, aliveBefore };
      deps.publish(look);
      return unseen;
    },
  };
}

function failedKeys(
  group: string,
  asked: readonly Recorded<Environment>[],
  { repository, environments }: GroupReading,
): ReadonlySet<string> {
  const readings = new Map(environments.map((one) => [one.environmentId, one]));
  const failed = new Set<string>();
  for (const one of asked) {
    const reading = readings.get(one.record.id);
    if (reading === undefined || isFailedReading(one.record, reading))
      failed.add(environmentKey(one).id);
  }
  if (repository?.kind === 'unknown') failed.add(workspaceKey(group).id);
  return failed;
}
