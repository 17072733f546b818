import type { View } from '#shared/contract/view.ts';
import type { Condition } from '#shared/domain/condition.ts';
import { backupTarget } from '#shared/domain/backup.ts';
import { groupBy } from '#shared/domain/group-by.ts';
import type { ApplyRefusal, Operation, Plan } from '#shared/domain/plan.ts';
import type { Actor } from '#shared/domain/records.ts';
import { err, type Result } from '#shared/result.ts';
import type { LaunchTemplate } from '#shared/domain/engine.ts';
import { expandTemplate } from '#electron/engines/expand-template.ts';
import { templateFor } from '#electron/engines/launch-templates.ts';
import { runStatus } from '#electron/reconcile/run-status.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { createRecovery } from '#electron/recover/recovery.ts';
import { createFindForeignWorker } from './foreign-workers.ts';
import { newId } from './launcher.ts';
import type { Live } from './live.ts';
import type { Looking, LookingDeps } from './looking.ts';
import type { Refusal, RouterParts } from './router.ts';
import { createWorkInFlight } from './work-in-flight.ts';

export interface RecoverPartDeps extends LookingDeps {
  readonly looking: Looking;
  readonly templates: { list(): readonly LaunchTemplate[] };
}

function recoverDeps(deps: RecoverPartDeps): RecoverDeps {
  const { journal, live, looking, machine } = deps;
  const { observer } = looking;
  return {
    store: journal.records,
    plans: journal.plans,
    operations: journal.operations,
    acknowledgements: journal.acknowledgements,
    undoLog: journal.undoLog,
    workspaces: () => journal.workspaces.list().map(({ path }) => path),
    audit: (draft) => void journal.audit.append(draft),
    ...indexConditions(live),
    observeEnvironment: (environment, repository) =>
      observer.observeEnvironment(environment, repository),
    observeRepository: (repoRoot) => observer.observeRepository(repoRoot),
    observePath: (path) => observer.observePath(path),
    observeOccupants: (directory) => observer.observeOccupants(directory),
    observeProcess: machine.observeProcess,
    findForeignWorker: createFindForeignWorker({ ...machine, clock: deps.clock }),
    engine: (name) => machine.engines.find((engine) => engine.name === name),
    engineNames: machine.engines.map(({ name }) => name),
    expandLaunch: ({ agentId, recordedCommand, mode, values }) => {
      const template = templateFor(agentId, recordedCommand, deps.templates.list());
      const { agent } = template;
      return expandTemplate(template[mode], { agent, command: recordedCommand, ...values });
    },
    runStatus,
    runGit: deps.runGit,
    clock: deps.clock,
    newId,
    // Asked each time: the operator may change it while the console runs.
    get policy() {
      return deps.policy();
    },
    home: deps.home,
    host: machine.host,
    bootId: machine.bootId,
  };
}

/** The view as it is; an operation on thousands asks for each of them more than once. */
function indexConditions(live: Live): Pick<RecoverDeps, 'findCondition' | 'conditionsOfTask'> {
  let indexed: View | undefined;
  let byId = new Map<string, Condition>();
  let byTask = new Map<string, Condition[]>();
  const renew = (): void => {
    const view = live.view();
    if (view === indexed) return;
    const all = [...view.acknowledged, ...view.conditions];
    byId = new Map(all.map((one) => [one.id, one]));
    byTask = groupBy(all, ({ taskId }) => taskId);
    indexed = view;
  };
  return {
    findCondition(id) {
      renew();
      return byId.get(id);
    },
    conditionsOfTask(taskId) {
      renew();
      return byTask.get(taskId) ?? [];
    },
  };
}

/** How long after one piece of progress the next is shown: the larger, the longer it takes to send. */
const progressEveryMs = ({ items }: Operation): number =>
  items.length > 1000 ? 500 : items.length > 100 ? 300 : 0;

/** Looking again at a mass death is how an operator says that it is real. */
const confirmsMassDeath = ({ verb, items }: Operation): boolean =>
  verb === 'look_again' && items.some(({ subject }) => subject.kind === 'machine');

export interface RecoverPart extends Readonly<Omit<RouterParts['recover'], 'apply'>> {
  /** As the contract's, for whoever acts: a person unless said otherwise. */
  apply(
    planId: string,
    fingerprint: string,
    confirmedCount?: number,
    actor?: Actor,
  ): Promise<Result<Operation, ApplyRefusal>>;
  /** Finishes or undoes what an earlier console had begun when it died; told in the audit. */
  settle(): Promise<void>;
  readonly backups: RouterParts['backups'];
  /** Resolves when nothing is being applied. */
  whenIdle(): Promise<void>;
  /** Of every operation, also of one that comes now: what is in hand is finished, nothing more is begun. */
  stopAll(): void;
  /** Removes backups that were kept long enough; told in the audit. */
  expire(): Promise<void>;
}

/** Why an undo is not carried out at once, or undefined. */
function obstacleToUndoing({ items, tier }: Plan): Refusal | undefined {
  if (!items.some(({ eligible }) => eligible))
    return { kind: 'not_undone', message: items[0]?.why ?? 'There is nothing to undo.' };
  return tier < 2
    ? undefined
    : { kind: 'needs_review', message: 'Look at what the undo would do first.' };
}

/** Plans and applies; whatever was done is looked at again before anyone is told. */
export function createRecoverPart(deps: RecoverPartDeps): RecoverPart {
  const recovery = createRecovery(recoverDeps(deps));
  const work = createWorkInFlight();
  const closing = new AbortController();
  const { journal, looking } = deps;
  const part: RecoverPart = {
    async settle() {
      await recovery.tidy();
      const begun = journal.operations.listRunning();
      for (const operation of begun) await recovery.settle(operation);
      if (begun.length > 0) looking.republish();
    },
    async plan(verb, conditionIds, choices, asker) {
      // A terminal command plans and applies in two processes: the second has not looked yet.
      if (looking.last() === undefined) await looking.loop.lookNow();
      return recovery.plan(verb, conditionIds, choices, asker);
    },
    planUndo: (operationId, asker, choices) => recovery.planUndo(operationId, asker, choices),
    async undo(operationId) {
      const plan = await recovery.planUndo(operationId);
      if (plan === undefined) return undefined;
      const why = obstacleToUndoing(plan);
      return why === undefined ? part.apply(plan.planId, plan.fingerprint) : err(why);
    },
    backups: {
      list: () => recovery.backups(),
      restore: (backupId, choices, asker) =>
        recovery.plan('restore', [backupTarget(backupId)], choices, asker),
    },
    async expire() {
      try {
        await work.during(recovery.expire());
      } catch (error) {
        journal.audit.append({
          actor: 'rollcall',
          verb: 'backup_expired',
          subject: 'machine:backups',
          result: 'failed',
          message: `What is kept could not be gone through: ${String(error)}. It is tried again within a day, and at the next start.`,
        });
      }
    },
    readPlan: (planId) => journal.plans.get(planId),
    async apply(planId, fingerprint, confirmedCount, actor = 'operator') {
      if (looking.last() === undefined) await looking.loop.lookNow();
      let shownMs = 0;
      const onProgress = (operation: Operation): void => {
        const nowMs = performance.now();
        if (operation.state === 'running' && nowMs - shownMs < progressEveryMs(operation)) return;
        shownMs = nowMs;
        looking.republish();
      };
      const confirmed = confirmedCount === undefined ? {} : { confirmedCount };
      const options = { ...confirmed, actor, onProgress, signal: closing.signal };
      const outcome = await work.during(recovery.apply(planId, fingerprint, options));
      try {
        const isConfirming = outcome.ok && confirmsMassDeath(outcome.value);
        await looking.loop.lookNow({ isConfirming });
      } catch (error) {
        // What was done is done, and told in any case.
        looking.tellFailure(error);
      }
      return outcome;
    },
    whenIdle: () => work.whenIdle(),
    stopAll: () => closing.abort(),
    operations: (conditionId) =>
      conditionId === undefined
        ? journal.operations.list()
        : journal.operations.listAbout(conditionId),
    stop: (operationId) => recovery.stop(operationId),
    async retry(operationId, asker) {
      if (looking.last() === undefined) await looking.loop.lookNow();
      return recovery.retry(operationId, asker);
    },
  };
  return part;
}
