import type { Recorded } from '#shared/domain/records.ts';
import type { Session } from '#shared/domain/session.ts';
import type { Journal } from '#electron/journal/open-journal.ts';
import { CommandFailure, exitCodes } from './exit-codes.ts';

/** The session that speaks: the one named by its own environment, else the task's last active one. */
export function liveSession(journal: Journal, taskId: string): Recorded<Session> {
  const own = process.env['ROLLCALL_SESSION'];
  const active = journal.records
    .load()
    .sessions.filter((one) => one.record.taskId === taskId && one.record.status !== 'exit');
  const found = active.find((one) => one.record.id === own) ?? active.at(-1);
  if (found !== undefined) return found;
  throw new CommandFailure(exitCodes.couldNotLook, `Task ${taskId} has no active session.`);
}
