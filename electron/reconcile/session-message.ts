import { sayEnd } from '#shared/domain/exit-code.ts';
import type { Instant } from '#shared/domain/run.ts';
import { formatMoment } from '#shared/domain/wall-clock.ts';
import type { JudgedSession } from './judged-session.ts';
import { nameProcess, sayCheckpoint, sayWork, sentence } from './sentences.ts';
import type { TaskCase } from './world.ts';

/** On the wall clock, with its day where that is another one than the look's. */
const sayWhen = ({ observedAt }: JudgedSession, instant: Instant): string =>
  formatMoment(instant, Date.parse(observedAt));

/** What became of the process, in words that follow its name. */
function sayOutcome(session: JudgedSession): string {
  const { outcome, recorded, entry } = session;
  const { record } = recorded;
  const ended = entry?.endedAt === undefined ? '' : ` at ${sayWhen(session, entry.endedAt)}`;
  switch (outcome.kind) {
    case 'exited':
      return outcome.exitCode === undefined
        ? 'is gone, and nobody saw how it ended'
        : `${sayEnd(outcome.exitCode)}${ended}`;
    case 'gone':
      return `is gone: engine ${record.engine} does not list it`;
    case 'reused':
      return record.bootId !== undefined && outcome.current.bootId !== record.bootId
        ? 'is gone: the machine was restarted since'
        : `is gone: pid ${outcome.current.pid} now belongs to another process`;
    case 'unresponsive':
      return 'is alive but silent';
    case 'finished':
      return `ended well (code 0)${ended}, and nobody wrote it down`;
    case 'status_behind':
      return `is alive and ${outcome.status}; the record still says ${record.status}`;
    case 'running_after_exit':
      return `is alive, but its session is recorded as ${record.exitCode === undefined ? 'ended' : sayEnd(record.exitCode)}`;
    default:
      return `is ${outcome.kind.replaceAll('_', ' ')}`;
  }
}

/** Output is the weaker sign: nothing is told by it where the end itself was recorded. */
function sayLastSign(session: JudgedSession): string | undefined {
  const { recorded, entry } = session;
  const { lastHeartbeatAt } = recorded.record;
  if (lastHeartbeatAt !== undefined) return `last heard ${sayWhen(session, lastHeartbeatAt)}`;
  return entry?.lastOutputAt === undefined || entry.endedAt !== undefined
    ? undefined
    : `last output ${sayWhen(session, entry.lastOutputAt)}`;
}

/**
 * “Process 4121, started 09:12:04, is gone; last heard 14:02:10; 3 uncommitted files; checkpoint
 * “after tests” intact.”
 */
export const sessionMessage = (session: JudgedSession, task: TaskCase | undefined): string =>
  sentence(
    `${nameProcess(session)}, ${sayOutcome(session)}`,
    sayLastSign(session),
    sayWork(task?.environment),
    task === undefined || session.outcome.kind === 'finished'
      ? undefined
      : sayCheckpoint(task.checkpoint),
  );
