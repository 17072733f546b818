import type { SourceRow } from '#shared/contract/sweep.ts';
import type { ViewHeader } from '#shared/contract/view.ts';
import type { Clock } from '#shared/domain/clock.ts';
import type { RunGit } from '#shared/domain/git.ts';
import type { EngineReading, Observed } from '#shared/domain/observation.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { RecordSet } from '#shared/domain/records.ts';
import { messageOf } from '#shared/result.ts';
import type { Journal } from '#electron/journal/open-journal.ts';
import { createLoop, type Loop } from '#electron/loop/loop.ts';
import type { Look } from '#electron/loop/looker-deps.ts';
import { createLooker, type Looker } from '#electron/loop/looker.ts';
import { isProcessThere } from '#electron/observe/is-process-there.ts';
import { createObserver, readEngine, type Observer } from '#electron/observe/observe-world.ts';
import { stampEnvironment, stampWorkspace } from '#electron/observe/stamp.ts';
import { findRemovals, subjectsUnderWay } from '#electron/reconcile/find-removals.ts';
import { aliveForNextLook } from '#electron/reconcile/mass-death.ts';
import { reconcile } from '#electron/reconcile/reconcile.ts';
import { createQuarantine } from '#electron/recover/quarantine.ts';
import { bratEngine } from '#electron/sources/grite/translate-sessions.ts';
import { observeRecordedSessions, type SessionEyes } from '#electron/observe/recorded-sessions.ts';
import { observeLeftover } from '#electron/observe/leftover.ts';
import { createSourceBook } from '#electron/sources/source-book.ts';
import { sourceReaders } from './source-readers.ts';
import { recentAuditOf } from './recent-audit.ts';
import { buildView, isSnoozeOver } from './build-view.ts';
import type { Live } from './live.ts';
import type { LocalMachine } from './local-machine.ts';
import { createWatchPart } from './watch-part.ts';

export interface LookingDeps {
  readonly home: string;
  readonly runGit: RunGit;
  readonly clock: Clock;
  readonly machine: LocalMachine;
  readonly journal: Journal;
  readonly live: Live;
  /** The thresholds that apply now: the operator may change them. */
  readonly policy: () => Policy;
}

/** The loop with its eyes, and what it last saw. */
export interface Looking {
  readonly loop: Loop;
  readonly observer: Observer;
  last(): Look | undefined;
  /** Whether what the last look did not see is not there; see `Look`. */
  isWhole(): boolean;
  /** The journal's records with those of other systems beside. */
  records(): RecordSet;
  /** Shows the same look again, with what changed in the journal since (operations, acknowledgements). */
  republish(): void;
  /** Shows that a look failed, until the next one succeeds. */
  tellFailure(error: unknown): void;
}

/** The watched folders, and those that records name. */
function workspacePaths(journal: Journal, recorded: RecordSet): readonly string[] {
  const paths = new Set(journal.workspaces.list().map((workspace) => workspace.path));
  for (const { workspace } of recorded.environments) if (workspace !== '') paths.add(workspace);
  return [...paths];
}

export function createLooking(deps: LookingDeps): Looking {
  const { clock, machine, journal, live } = deps;
  const { host, bootId, observeProcess, identifyProcess } = machine;
  const eyes = { clock, host, bootId, observeProcess, identifyProcess };
  const observer = createObserver({ runGit: deps.runGit, ...eyes });
  const { engines } = machine;
  const sources = createSourceBook({ clock, readers: sourceReaders });
  const recordsNow = (): RecordSet => sources.overlay(journal.records.load());
  const quarantined = createQuarantine((id) => recentAuditOf(journal, id));

  let failure: string | null = null;
  const patchHeader = (change: Partial<ViewHeader>): void => {
    const view = live.view();
    live.publish({ ...view, header: { ...view.header, ...change } });
  };
  const republish = (): void => {
    const look = looker.last();
    const workspaces = journal.workspaces.list();
    if (look === undefined) return patchHeader({ workspaces, failure });
    live.publish(
      buildView({
        home: deps.home,
        observedAt: look.observed.observedAt,
        recorded: look.recorded,
        reconciliation: look.reconciliation,
        acknowledged: journal.acknowledgements.all(clock.now()),
        workspaces,
        sources: [...sourcesOf(look.observed, workspaces), ...sources.lines()],
        operations: journal.operations.list(50),
        failure,
      }),
    );
  };

  const tellFailure = (error: unknown): void => {
    failure = messageOf(error);
    try {
      republish();
    } catch {
      // The journal may be what cannot be read: then this alone is told, over what was seen last.
      patchHeader({ failure });
    }
  };

  const looker: Looker = createLooker({
    clock,
    host,
    bootId,
    policy: deps.policy,
    revision: () => `${journal.changeCounter()} ${sources.revision()}`,
    load: recordsNow,
    readSources: (isAsked) =>
      sources.refresh(
        journal.workspaces.list().map(({ path }) => path),
        isAsked,
      ),
    workspaces: (recorded) => workspacePaths(journal, recorded),
    observeEngines: () =>
      Promise.all([
        ...engines.map((engine) => readEngine({ clock }, engine)),
        ...bratSessions(recordsNow(), eyes),
      ]),
    observeMachine: async (recorded) => ({
      ...(await observer.observeMachine(recorded)),
      unreadableSources: sources.unreadable(),
    }),
    isThere: isProcessThere,
    observeProcess,
    observeGroup: async ({ recorded, ...question }) => {
      const workspaces = workspacePaths(journal, recorded);
      const recordedEnvironments = recorded.environments.map(({ record }) => record);
      const seen = await observer.observeGroup({ ...question, recordedEnvironments, workspaces });
      if (seen.unclaimed === undefined) return seen;
      const workspace = question.group;
      const left = await Promise.all(
        sources.leftovers(workspace).map((one) => observeLeftover(observer, { ...one, workspace })),
      );
      const unclaimed = [...seen.unclaimed, ...left.filter((one) => one !== undefined)];
      return { ...seen, unclaimed };
    },
    stamp: stampEnvironment,
    stampWorkspace,
    reconcile: (situation) =>
      reconcile({ ...situation, quarantinedTaskIds: quarantined(situation.recorded) }),
    aliveForNextLook,
    write: ({ changes, audit }) => journal.records.write(changes, audit).ok,
    findRemovals: (before, after) =>
      findRemovals(before, after, subjectsUnderWay(journal.operations.listRunning())),
    audit: (draft) => void journal.audit.append(draft),
    firstSeen: (ids, isWhole) => journal.firstSeen.touch(ids, clock.now(), isWhole),
    publish(look) {
      failure = null;
      republish();
      watch.follow(look);
    },
  });

  const loop = createLoop({
    clock,
    random: Math.random,
    keys: (isFresh) => looker.keys(isFresh),
    notice: async (isAsked) => {
      const noticed = await looker.notice(isAsked);
      return isSnoozeOver(live.view(), clock.now()) ? { ...noticed, isJudgeDue: true } : noticed;
    },
    pulse: () => looker.pulse(),
    stamp: () => looker.stamp(),
    look: (group, keys) => looker.look(group, keys),
    judge: (isConfirming) => looker.judge(isConfirming),
    onFailure: tellFailure,
    times: {
      tickMs: 1000,
      pulseMs: 250,
      stampMs: () => (watch.isComplete() ? 5000 : 1000),
      watchdogMs: 30_000,
      turnEveryMs: 8000,
      turnAfterMs: 300_000,
      patienceMs: 5000,
    },
  });

  const watch = createWatchPart({
    home: deps.home,
    workspaces: (recorded) => workspacePaths(journal, recorded),
    wake: (wakes, isTickDue) => loop.wake(wakes, isTickDue),
    sources: () => ({ marks: sourceMarks, directories: sources.watched() }),
    onSourceChange: (workspace) => sources.poke(workspace),
  });

  return {
    loop: {
      ...loop,
      async stop() {
        watch.close();
        await loop.stop();
      },
    },
    observer,
    last: () => looker.last(),
    isWhole: () => looker.last()?.isWhole === true,
    records: recordsNow,
    republish,
    tellFailure,
  };
}

/** Brat's sessions are known by their records alone; none are looked for where none are recorded. */
function bratSessions(
  { sessions }: RecordSet,
  eyes: SessionEyes,
): readonly Promise<EngineReading>[] {
  const own = sessions.filter(({ source }) => source === 'grite').map(({ record }) => record);
  return own.length === 0 ? [] : [observeRecordedSessions(eyes, bratEngine, own)];
}

/** Names in a folder by which other systems are known. */
const sourceMarks: ReadonlySet<string> = new Set(sourceReaders.flatMap(({ marks }) => marks));

/** Our own journal, per watched folder; readable as long as its repository was. */
function sourcesOf(
  observed: Observed,
  workspaces: readonly { readonly path: string }[],
): SourceRow[] {
  return workspaces.map(({ path }) => {
    const repository = observed.repositories.find((reading) => reading.repoRoot === path);
    const why = repository?.kind === 'unknown' ? repository.why : null;
    return { kind: 'rollcall', workspace: path, readable: why === null, note: why };
  });
}
