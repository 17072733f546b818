import type { Condition } from '#shared/domain/condition.ts';
import type { LaunchTemplate } from '#shared/domain/engine.ts';
import { groupBy } from '#shared/domain/group-by.ts';
import type { AuditDraft, RecordSet } from '#shared/domain/records.ts';
import type { Task } from '#shared/domain/task.ts';
import { expandTemplate } from '#electron/engines/expand-template.ts';
import { templateFor } from '#electron/engines/launch-templates.ts';
import type { Journal } from '#electron/journal/open-journal.ts';
import { queuedCommand } from '#electron/launch/queued-command.ts';
import { environmentKey } from '#electron/loop/keys.ts';
import { createSingleFlight } from '#electron/loop/single-flight.ts';
import { subjectsUnderWay } from '#electron/reconcile/find-removals.ts';
import { finishedByThemselves } from '#electron/reconcile/finished-by-themselves.ts';
import { schedule } from '#electron/reconcile/schedule.ts';
import { createQuarantine } from '#electron/recover/quarantine.ts';
import { recentAuditOf } from './recent-audit.ts';
import { launchQueued, type LauncherDeps } from './launcher.ts';
import type { Live } from './live.ts';
import type { Looking } from './looking.ts';
import type { PreferencesPart } from './preferences-part.ts';
import type { RecoverPart } from './recover-part.ts';

export interface SchedulePartDeps {
  readonly launcher: LauncherDeps;
  readonly live: Live;
  readonly looking: Pick<Looking, 'loop'>;
  readonly journal: Pick<Journal, 'records' | 'operations' | 'audit'>;
  readonly recover: Pick<RecoverPart, 'plan' | 'apply'>;
  readonly preferences: Pick<PreferencesPart, 'read'>;
  readonly templates: { list(): readonly LaunchTemplate[] };
}

export interface SchedulePart {
  /** One pass; resolves when one begun after this call has ended. */
  wake(): Promise<void>;
  stop(): Promise<void>;
}

/** How each task would be started; asked only for tasks that could start now. */
function commandsOf(
  recorded: RecordSet,
  templates: readonly LaunchTemplate[],
): (task: Task) => readonly string[] | undefined {
  const sessions = groupBy(recorded.sessions, ({ record }) => record.taskId);
  return (task) =>
    queuedCommand(
      task,
      (sessions.get(task.id) ?? []).map(({ record }) => record),
      () => {
        const template = templateFor(task.agentId, undefined, templates);
        const { agent } = template;
        const { prompt, id: taskId } = task;
        const expanded = expandTemplate(template.start, { agent, prompt, taskId });
        return { template, command: expanded.ok ? expanded.value : undefined };
      },
    );
}

const notStarted = (taskId: string, message: string): AuditDraft => ({
  actor: 'rollcall',
  verb: 'launch',
  subject: `task:${taskId}`,
  result: 'failed',
  message,
});

/**
 * After everything that changes: records the good ends of agents, then starts queued tasks whose turn
 * has come; both only in workspaces where the operator turned it on.
 */
export function startSchedulePart(deps: SchedulePartDeps): SchedulePart {
  const { launcher, live, looking, journal, recover, preferences } = deps;
  const quarantined = createQuarantine((id) => recentAuditOf(journal, id));
  const tried = new Set<string>();
  let isStopped = false;

  async function recordEnds(ends: readonly Condition[]): Promise<void> {
    const fresh = ends.filter(({ id, signature }) => !tried.has(`${id}|${signature}`));
    if (fresh.length === 0) return;
    for (const { id, signature } of fresh) tried.add(`${id}|${signature}`);
    const plan = await recover.plan(
      'update_status',
      fresh.map(({ id }) => id),
    );
    await recover.apply(plan.planId, plan.fingerprint, undefined, 'rollcall');
  }

  function lookAt(recorded: RecordSet, taskId: string): void {
    const place = recorded.environments.find(({ record }) => record.taskId === taskId);
    const wakes =
      place === undefined ? [] : [{ ...environmentKey(place), cause: 'shape' as const }];
    looking.loop.wake(wakes, true);
  }

  async function startDue(workspaces: ReadonlySet<string>, limit: number): Promise<void> {
    const recorded = journal.records.load();
    const commandOf = commandsOf(recorded, deps.templates.list());
    const underWay = subjectsUnderWay(journal.operations.listRunning());
    const { start, transitions } = schedule({
      recorded,
      workspaces,
      concurrencyLimit: limit,
      heldTaskIds: new Set([...underWay, ...quarantined(recorded)]),
      isCommandKnown: (task) => commandOf(task) !== undefined,
      now: launcher.clock.now(),
    });
    for (const { changes, audit } of transitions) {
      journal.records.write(changes, audit);
      lookAt(recorded, audit.subject.slice('task:'.length));
    }
    for (const taskId of start) {
      if (isStopped) return;
      const task = journal.records.get('task', taskId)?.record;
      const command = task && commandOf(task);
      if (command === undefined) continue;
      const launched = await launchQueued(launcher, taskId, command);
      // An end is told with its code when it is recorded.
      if (!launched.ok && launched.error.kind !== 'ended_at_once')
        journal.audit.append(notStarted(taskId, launched.error.message));
      lookAt(recorded, taskId);
    }
  }

  async function pass(): Promise<void> {
    try {
      const { policy, scheduling } = preferences.read().preferences;
      const view = live.view();
      // Before the first look nobody knows which of the running tasks still run.
      if (isStopped || scheduling.length === 0 || view.header.observedAt === null) return;
      const workspaces = new Set(scheduling);
      await recordEnds(finishedByThemselves(view.conditions, workspaces));
      await startDue(workspaces, policy.concurrencyLimit);
    } catch (error) {
      console.error(`Queued tasks were not started: ${String(error)}`);
    }
  }

  const flight = createSingleFlight(pass);
  const unfollow = live.onChange(() => void flight.wake());
  return {
    wake: () => flight.wake(),
    async stop() {
      isStopped = true;
      unfollow();
      await flight.idle();
    },
  };
}
