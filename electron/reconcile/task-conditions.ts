import { isInterruptionReason } from '#shared/domain/blocked-reason.ts';
import type { Condition, OfferedAction } from '#shared/domain/condition.ts';
import { isOffered } from '#shared/domain/offered.ts';
import { compareEnvironment } from './comparisons.ts';
import { completeCondition } from './draft-condition.ts';
import { evidenceOfEnvironment, evidenceOfSession } from './evidence.ts';
import { action, offeredActions } from './offered-actions.ts';
import { proposeForTask } from './propose.ts';
import { sayCheckpoint, sayWork, sentence } from './sentences.ts';
import { surroundingsOf } from './surroundings.ts';
import type { TaskCase, World } from './world.ts';

/** Reasons are sentences of their own: without their full stops they join into one. */
const sayReasons = ({ blockedReasons }: TaskCase['task']): string =>
  blockedReasons.length === 0
    ? 'Blocked, and no reason is recorded'
    : blockedReasons.map((reason) => reason.replace(/\.$/u, '')).join('; ');

/**
 * A blocked task whose result is published is nothing to work on; to leave it is all there is, and what
 * is left must leave the list.
 */
function actionsOf(one: TaskCase): readonly OfferedAction[] {
  const actions = offeredActions(one.task, one.checkpoint, surroundingsOf(one));
  return isOffered(actions, 'acknowledge')
    ? actions
    : actions.map((known) => (known.verb === 'acknowledge' ? action('acknowledge') : known));
}

function describe(world: World, one: TaskCase): Condition {
  const { task, recorded, session, environment } = one;
  const actions = actionsOf(one);
  const isPublished = task.resultPublished || one.checkpoint?.resultPublished === true;
  return completeCondition(world, {
    reason: task.blockedReasons.some(isInterruptionReason) ? 'interrupted' : 'task_blocked',
    subject: {
      kind: 'task',
      id: task.id,
      source: recorded.source,
      workspace: recorded.workspace,
    },
    title: task.name ?? task.id,
    message: sentence(sayReasons(task), sayWork(environment), sayCheckpoint(one.checkpoint)),
    evidence: [
      { probe: 'record', value: `blocked, attempt ${task.attempts}`, observedAt: task.updatedAt },
      ...(session === undefined ? [] : evidenceOfSession(session)),
      ...evidenceOfEnvironment(environment?.reading),
    ],
    comparisons: environment === undefined ? [] : compareEnvironment(environment),
    proposed: isPublished
      ? 'acknowledge'
      : (proposeForTask(actions, one.checkpoint) ?? 'look_again'),
    actions,
    task: one,
    session,
    environment,
    facts: [],
  });
}

/** A task whose session or environment is on the list already is not a second thing to act on. */
function isCovered({ task, environment }: TaskCase, others: ReadonlySet<string>): boolean {
  const placeId = environment?.recorded.record.id;
  return (
    others.has(`task:${task.id}`) || (placeId !== undefined && others.has(`environment:${placeId}`))
  );
}

/** What already stands for a task: the end of its session, or trouble with its environment. */
function covers({ lane, taskId, environmentId, subject }: Condition): string[] {
  const isOfSession = subject.kind === 'session' && lane !== 'orphaned';
  const ofTask = isOfSession && taskId !== undefined ? [`task:${taskId}`] : [];
  const isOfPlace =
    subject.kind === 'environment' && lane !== 'orphaned' && environmentId !== undefined;
  return isOfPlace ? [...ofTask, `environment:${environmentId}`] : ofTask;
}

/** One condition per blocked task that nothing else in `others` stands for. */
export function taskConditions(world: World, others: readonly Condition[]): Condition[] {
  const covered = new Set(others.flatMap(covers));
  const conditions: Condition[] = [];
  for (const one of world.tasks.values())
    if (one.task.state === 'blocked' && !isCovered(one, covered))
      conditions.push(describe(world, one));
  return conditions;
}
