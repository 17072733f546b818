import type { Condition, Reason } from '#shared/domain/condition.ts';
import { isRetiredEnvironment } from '#shared/domain/environment.ts';
import { lastPart } from '#shared/domain/last-part.ts';
import { workFacts } from '#shared/domain/reason-drift.ts';
import { isFinishedTask } from '#shared/domain/task.ts';
import { isCleanupDue } from './cleanup-due.ts';
import { compareEnvironment } from './comparisons.ts';
import { completeCondition } from './draft-condition.ts';
import { environmentActions } from './environment-actions.ts';
import { environmentMessage } from './environment-message.ts';
import { evidenceOfEnvironment } from './evidence.ts';
import type { JudgedSession } from './judged-session.ts';
import type { EnvironmentCase, TaskCase, World } from './world.ts';

/** A lease is judged only where the place itself could be seen. */
function leaseReason({ lease, isConclusive }: EnvironmentCase): Reason | undefined {
  if (!isConclusive) return undefined;
  switch (lease.kind) {
    case 'abandoned':
      return 'lease_abandoned';
    case 'expired':
      return 'lease_expired';
    case 'unreadable':
      return 'lease_unreadable';
    case 'unknown':
      return lease.isOver ? 'lease_holder_unknown' : undefined;
    default:
      return undefined;
  }
}

/** When nobody works there any more, only work that git lost sight of is still worth a word. */
const isOutOfSight: ReadonlySet<Reason> = new Set([
  'unregistered',
  'gitdir_broken',
  'prunable',
  'status_unreadable',
]);

/** Everything there is to say about one environment. */
function reasonsOf(environment: EnvironmentCase): Reason[] {
  const { recorded, verdict, owner, isConclusive, reading } = environment;
  if (isRetiredEnvironment(recorded.record)) return [];
  if (
    reading !== undefined &&
    owner === 'unreadable' &&
    !verdict.drift.includes('volume_unavailable')
  )
    return ['owner_unreadable'];
  if (owner === 'nobody' && isConclusive) return ['environment_orphaned'];
  const lease = leaseReason(environment);
  const reasons = lease === undefined ? [] : [lease];
  if (owner !== 'finished')
    return [...verdict.drift.filter((reason) => !workFacts.has(reason)), ...reasons];
  const drift = verdict.drift.filter((reason) => isOutOfSight.has(reason));
  return [...drift, ...reasons, ...(isCleanupDue(environment) ? ['cleanup_due' as const] : [])];
}

/** Of several tasks in one place, an unfinished one; of those the first by id. */
function taskIn(world: World, { owners }: EnvironmentCase): TaskCase | undefined {
  const inOrder = owners.toSorted((a, b) => (a.record.id < b.record.id ? -1 : 1));
  const chosen = inOrder.find(({ record }) => !isFinishedTask(record)) ?? inOrder[0];
  return chosen === undefined ? undefined : world.tasks.get(chosen.record.id);
}

/** The session that holds the lease, where it is recorded. */
function holderOf({ sessions }: World, { lease }: EnvironmentCase): JudgedSession | undefined {
  const id = lease.kind === 'free' ? undefined : lease.lease.holder.sessionId;
  return id === undefined ? undefined : sessions.judged.get(id);
}

function describe(world: World, environment: EnvironmentCase, reason: Reason): Condition {
  const { record, source, workspace } = environment.recorded;
  const task = taskIn(world, environment);
  const holder = holderOf(world, environment);
  const { actions, proposed } = environmentActions(reason, environment, task, holder);
  return completeCondition(world, {
    reason,
    subject: { kind: 'environment', id: record.id, source, workspace },
    title: task?.task.name ?? task?.task.id ?? lastPart(record.path),
    message: environmentMessage(reason, environment),
    evidence: evidenceOfEnvironment(environment.reading),
    comparisons: compareEnvironment(environment),
    proposed,
    actions,
    task,
    session: reason === 'lease_expired' ? holder : undefined,
    environment,
    facts: [
      environment.reading?.worktree?.branch,
      environment.reading?.worktree?.operation,
      environment.reading?.movedTo,
      environment.lease.kind,
    ],
  });
}

/** Conditions of all environments: drift, orphans, leases, and clean-up that is due. */
export function environmentConditions(world: World): Condition[] {
  const conditions: Condition[] = [];
  for (const environment of world.environments.values())
    for (const reason of reasonsOf(environment))
      conditions.push(describe(world, environment, reason));
  return conditions;
}
