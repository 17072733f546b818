import type { Condition, OfferedAction, Reason } from '#shared/domain/condition.ts';
import type { Verb } from '#shared/domain/verb.ts';
import { compareEnvironment, compareSession } from './comparisons.ts';
import { completeCondition } from './draft-condition.ts';
import { evidenceOfEnvironment, evidenceOfSession } from './evidence.ts';
import type { JudgedSession } from './judged-session.ts';
import { action, offeredActions } from './offered-actions.ts';
import { proposeForTask } from './propose.ts';
import { sessionMessage } from './session-message.ts';
import type { SessionOutcome } from './session-outcome.ts';
import { surroundingsOf } from './surroundings.ts';
import type { TaskCase, World } from './world.ts';

const reasonOf: Readonly<Partial<Record<SessionOutcome['kind'], Reason>>> = {
  exited: 'process_exited',
  gone: 'process_gone',
  reused: 'pid_reused',
  unresponsive: 'unresponsive',
  finished: 'finished_unrecorded',
  status_behind: 'status_mismatch',
  running_after_exit: 'running_after_exit',
};

const isAlive = 'Its process is alive.';

/** What may be done to the session itself; a live one is never marked crashed. */
function sessionActions(outcome: SessionOutcome, task: TaskCase | undefined): OfferedAction[] {
  switch (outcome.kind) {
    case 'unresponsive':
      return [action('stop'), action('mark_crashed', isAlive)];
    case 'finished':
      return [
        action('update_status', undefined, sayFinish(task)),
        action('mark_crashed', 'It ended well.'),
      ];
    case 'status_behind':
      return [
        action('update_status', undefined, `Records the session as ${outcome.status}.`),
        action('mark_crashed', isAlive),
      ];
    case 'running_after_exit':
      return [action('stop'), action('mark_crashed', 'It is recorded as ended already.')];
    default:
      return [action('mark_crashed')];
  }
}

const sayFinish = (task: TaskCase | undefined): string =>
  task?.task.state === 'running'
    ? 'Records the session as ended with code 0, and its task as completed.'
    : 'Records the session as ended with code 0.';

const ownProposal: Readonly<Partial<Record<SessionOutcome['kind'], Verb>>> = {
  unresponsive: 'look_again',
  finished: 'update_status',
  status_behind: 'update_status',
  running_after_exit: 'stop',
};

/** A crash with unsaved work is the gravest thing there is. */
const isCritical = ({ outcome }: JudgedSession, task: TaskCase | undefined): boolean => {
  const status = task?.environment?.reading?.status;
  const isDead = outcome.kind === 'exited' || outcome.kind === 'gone' || outcome.kind === 'reused';
  return isDead && status?.kind === 'read' && status.changeCount > 0;
};

function describe(world: World, session: JudgedSession, reason: Reason): Condition {
  const { record, source, workspace } = session.recorded;
  const task = record.taskId === undefined ? undefined : world.tasks.get(record.taskId);
  const ofTask =
    task === undefined ? [] : offeredActions(task.task, task.checkpoint, surroundingsOf(task));
  const proposed =
    ownProposal[session.outcome.kind] ?? proposeForTask(ofTask, task?.checkpoint) ?? 'mark_crashed';
  const environment = task?.environment;
  return completeCondition(world, {
    reason,
    subject: { kind: 'session', id: record.id, source, workspace },
    title: task?.task.name ?? record.taskId ?? record.id,
    message: sessionMessage(session, task),
    evidence: [...evidenceOfSession(session), ...evidenceOfEnvironment(environment?.reading)],
    comparisons: [
      ...compareSession(session),
      ...(environment === undefined ? [] : compareEnvironment(environment)),
    ],
    severity: isCritical(session, task) ? 'critical' : undefined,
    proposed,
    actions: [...ofTask, ...sessionActions(session.outcome, task)],
    task,
    session,
    environment,
    facts: [record.status, record.pid, record.startTime, session.entry?.exitCode],
  });
}

/** One condition per session that differs from its engine; those in sync or unknown give none. */
export function sessionConditions(world: World): Condition[] {
  const conditions: Condition[] = [];
  for (const session of world.sessions.judged.values()) {
    const reason = reasonOf[session.outcome.kind];
    if (reason !== undefined) conditions.push(describe(world, session, reason));
  }
  return conditions;
}
