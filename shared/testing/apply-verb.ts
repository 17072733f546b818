import { dependencyReason } from '#shared/domain/blocked-reason.ts';
import type { Condition } from '#shared/domain/condition.ts';
import type { Environment } from '#shared/domain/environment.ts';
import type { EnvironmentReading } from '#shared/domain/observation.ts';
import type { Situation } from '#shared/domain/reconciliation.ts';
import type { Session } from '#shared/domain/session.ts';
import type { Task } from '#shared/domain/task.ts';
import type { Verb } from '#shared/domain/verb.ts';
import {
  add,
  change,
  drop,
  endProcess,
  endSession,
  release,
  see,
  seePlace,
  startEntry,
} from './edit-situation.ts';
import { editWorktree, switchBack, unlockEntry } from './edit-worktree.ts';
import { engineRead, environmentReading, repositoryRead } from './make-reading.ts';
import { makeEnvironment, makeSession, makeTask } from './make-record.ts';

/** A place as it should be. */
const inOrder = ({ executionMode, git }: Environment): EnvironmentReading =>
  executionMode === 'git_worktree' && git !== undefined
    ? environmentReading.clean()
    : environmentReading.plain();

const putInOrder = (given: Situation, id: string): Situation => {
  const place = given.recorded.environments.find(({ record }) => record.id === id);
  if (place === undefined) return given;
  const ready = change(
    given,
    'environments',
    (one) => one.id === id,
    (one) => ({ ...one, state: 'ready' }),
  );
  const others = given.observed.environments.filter(({ environmentId }) => environmentId !== id);
  const reading = { ...inOrder(place.record), environmentId: id };
  return see(ready, { environments: [...others, reading] });
};

const taskOf = (given: Situation, id: string | undefined): Task | undefined =>
  given.recorded.tasks.find(({ record }) => record.id === id)?.record;

function start(given: Situation, task: Task, isFresh: boolean): Situation {
  const open = task.dependsOn.filter((id) => taskOf(given, id)?.state !== 'completed');
  const isHeldUp = isFresh && open.length > 0;
  const sessions = given.recorded.sessions.filter(({ record }) => record.taskId === task.id);
  const closed = sessions.reduce((one, { record }) => endSession(one, record.id, -1), given);
  const again = change(
    closed,
    'tasks',
    ({ id }) => id === task.id,
    (one): Task => ({
      ...one,
      state: isHeldUp ? 'blocked' : 'running',
      blockedReasons: isHeldUp ? open.map(dependencyReason) : [],
      startedAt: given.now,
      attempts: one.attempts + 1,
    }),
  );
  if (isHeldUp) return again;
  const id = `${task.id}-${sessions.length}`;
  const session = makeSession.running({ id, taskId: task.id, startedAt: given.now });
  const begun = startEntry(add(again, 'sessions', { ...session, lastHeartbeatAt: undefined }), id);
  const place = task.environmentId;
  if (place === undefined) return begun;
  const placed = isFresh ? putInOrder(begun, place) : begun;
  const leased = change(
    placed,
    'environments',
    (one) => one.id === place,
    (one) => ({
      ...one,
      state: 'in_use',
      lease: {
        kind: 'execution',
        holder: { sessionId: id, taskId: task.id, host: given.observed.host },
        token: id,
        acquiredAt: given.now,
      },
    }),
  );
  return seePlace(leased, place, (reading) => ({ ...reading, leaseHolder: undefined }));
}

/** Worktrees that git lists, without those at a path. */
const unlist = (given: Situation, path: string): Situation =>
  see(given, {
    unclaimed: given.observed.unclaimed.filter((one) => one.path !== path),
    repositories: given.observed.repositories.map((one) =>
      one.kind === 'read'
        ? { ...one, worktrees: one.worktrees.filter((entry) => entry.path !== path) }
        : one,
    ),
  });

function takeAway(given: Situation, { subject }: Condition, state: 'archived' | 'removed') {
  if (subject.kind !== 'environment') return unlist(given, subject.id);
  const retired = change(
    given,
    'environments',
    (one) => one.id === subject.id,
    (one) => release({ ...one, state }, given.now),
  );
  return seePlace(retired, subject.id, () => undefined);
}

function adopt(given: Situation, { subject }: Condition): Situation {
  const taskId = `adopted-${subject.id}`;
  const owner = makeTask.completed({
    id: taskId,
    state: 'review_pending',
    environmentId: undefined,
  });
  if (subject.kind === 'session') {
    const entry = given.observed.engines
      .flatMap((one) =>
        one.kind === 'read' ? one.entries.map((e) => ({ ...e, of: one.engine })) : [],
      )
      .find(({ sessionId }) => sessionId === subject.id);
    const identity = entry?.process.kind === 'alive' ? entry.process.identity : undefined;
    const session = makeSession.running({
      id: subject.id,
      taskId,
      engine: entry?.of ?? 'process',
      ...identity,
      lastHeartbeatAt: undefined,
    });
    return add(add(given, 'tasks', { ...owner, state: 'running' }), 'sessions', session);
  }
  if (subject.kind === 'environment')
    return change(
      add(given, 'tasks', { ...owner, environmentId: subject.id }),
      'environments',
      ({ id }) => id === subject.id,
      (one) => ({ ...one, taskId, state: 'ready' }),
    );
  const id = `env-${taskId}`;
  const environment = makeEnvironment.isolated({ id, taskId, path: subject.id });
  const owned = add(
    add(given, 'tasks', { ...owner, environmentId: id }),
    'environments',
    environment,
  );
  return putInOrder(
    see(owned, { unclaimed: owned.observed.unclaimed.filter(({ path }) => path !== subject.id) }),
    id,
  );
}

function forget(given: Situation, { subject }: Condition): Situation {
  if (subject.kind === 'environment')
    return seePlace(
      drop(given, 'environments', ({ id }) => id === subject.id),
      subject.id,
      () => undefined,
    );
  if (subject.kind === 'session') return drop(given, 'sessions', ({ id }) => id === subject.id);
  if (subject.kind !== 'task') return given;
  return drop(
    drop(given, 'tasks', ({ id }) => id === subject.id),
    'sessions',
    ({ taskId }) => taskId === subject.id,
  );
}

/** What hid a thing from the eyes has passed: looked at again, it is seen. */
function lookAgain(given: Situation, { reason, subject }: Condition): Situation {
  const { engines, repositories } = given.observed;
  switch (reason) {
    case 'engine_unreadable':
      return see(given, {
        engines: engines.map((one) =>
          one.engine === subject.id ? engineRead([], one.engine) : one,
        ),
      });
    case 'repository_unreadable':
      return see(given, {
        repositories: repositories.map((one) =>
          one.repoRoot === subject.id ? repositoryRead([], one.repoRoot) : one,
        ),
      });
    case 'volume_unavailable':
    case 'status_unreadable':
      return putInOrder(given, subject.id);
    case 'owner_unreadable':
      return { ...given, unreadableRunIds: new Set() };
    case 'mass_death':
      return { ...given, aliveBefore: new Set() };
    default:
      return given;
  }
}

function updateStatus(given: Situation, { sessionId = '', reason, taskId }: Condition): Situation {
  if (reason === 'finished_unrecorded')
    return change(
      endSession(given, sessionId, 0),
      'tasks',
      ({ id, state }) => id === taskId && state === 'running',
      (one): Task => ({ ...one, state: 'completed' }),
    );
  const entries = given.observed.engines.flatMap((one) => (one.kind === 'read' ? one.entries : []));
  const status = entries.find((one) => one.sessionId === sessionId)?.status;
  return change(
    given,
    'sessions',
    ({ id }) => id === sessionId,
    (one): Session => ({ ...one, status: status ?? one.status }),
  );
}

/**
 * Records and world after a verb on a condition, when it succeeds: the smallest honest model. What is only
 * put off the list changes neither.
 */
export function applyVerb(given: Situation, condition: Condition, verb: Verb): Situation {
  const { subject, sessionId = subject.id, environmentId = subject.id } = condition;
  const task = taskOf(given, condition.taskId);
  switch (verb) {
    case 'mark_crashed':
      return endSession(given, sessionId, -1);
    case 'update_status':
      return updateStatus(given, condition);
    case 'stop':
      return endSession(endProcess(given, sessionId), sessionId, -1);
    case 'resume':
    case 'restart':
      return task === undefined ? given : start(given, task, verb === 'restart');
    case 'recreate':
    case 'reattach':
      return putInOrder(given, environmentId);
    case 'release_lease':
      return change(
        given,
        'environments',
        ({ id }) => id === environmentId,
        (one) => release(one, given.now),
      );
    case 'clean_up':
      return takeAway(given, condition, 'removed');
    case 'archive':
      return takeAway(given, condition, 'archived');
    case 'adopt':
      return adopt(given, condition);
    case 'forget':
      return forget(given, condition);
    case 'unlock':
      if (subject.kind === 'directory') return unlockEntry(given, subject.id);
      return editWorktree(given, condition, { locked: undefined, indexLockedSince: undefined });
    case 'finish_or_abort':
      return editWorktree(given, condition, { operation: undefined });
    case 'switch_back':
      return switchBack(given, condition);
    case 'look_again':
      return lookAgain(given, condition);
    default:
      return given;
  }
}
