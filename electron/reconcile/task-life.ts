import { compareInTime } from '#shared/domain/compare-in-time.ts';
import type { LeaseJudgement } from './judge-lease.ts';
import type { JudgedSession } from './judged-session.ts';
import type { Roster } from './roster.ts';
import { lifeOf, type SessionLife } from './session-outcome.ts';

/** Whether anyone works on a task. `none`: no session was ever recorded for it. */
export type TaskLife = SessionLife | 'none';

const startOf = ({ recorded: { record } }: JudgedSession) => ({
  at: record.startedAt,
  id: record.id,
});

/** The task's session that was started last. */
export function lastSession(
  roster: Roster,
  judged: ReadonlyMap<string, JudgedSession>,
  taskId: string,
): JudgedSession | undefined {
  let last: JudgedSession | undefined;
  for (const { record } of roster.sessionsOf.get(taskId) ?? []) {
    const one = judged.get(record.id);
    if (one !== undefined && (last === undefined || compareInTime(startOf(one), startOf(last)) > 0))
      last = one;
  }
  return last;
}

/**
 * A task lives while any of its sessions does, and is in doubt while any of them is. Otherwise its
 * last session decides. Without a session, a lease whose holder is proven gone is proof enough.
 */
export function judgeTaskLife(
  roster: Roster,
  judged: ReadonlyMap<string, JudgedSession>,
  taskId: string,
  lease: LeaseJudgement | undefined,
): TaskLife {
  const lives = new Set<SessionLife>();
  for (const { record } of roster.sessionsOf.get(taskId) ?? []) {
    const one = judged.get(record.id);
    if (one !== undefined) lives.add(lifeOf(one.outcome));
  }
  if (lives.has('alive')) return 'alive';
  if (lives.has('unknown')) return 'unknown';
  const last = lastSession(roster, judged, taskId);
  if (last !== undefined) return lifeOf(last.outcome);
  if (lease?.kind !== 'abandoned') return 'none';
  const { holder } = lease.lease;
  return holder.taskId === undefined || holder.taskId === taskId ? 'dead' : 'none';
}
