import type { Condition } from '#shared/domain/condition.ts';
import type { AuditRow } from '#shared/domain/audit.ts';

/** Ids whose audit rows tell the story of a condition; each once. */
export function timelineSubjects(
  condition: Pick<Condition, 'subject' | 'taskId' | 'sessionId' | 'environmentId'>,
): readonly string[] {
  const { subject, taskId, sessionId, environmentId } = condition;
  const ids = [subject.id, taskId, sessionId, environmentId];
  return [...new Set(ids.filter((id) => id !== undefined))];
}

/** Rows of several subjects as one story, newest first, each row once. */
export function mergeTimeline(
  lists: readonly (readonly AuditRow[])[],
  limit: number,
): readonly AuditRow[] {
  const bySequence = new Map(lists.flat().map((row) => [row.sequence, row]));
  return [...bySequence.values()].sort((a, b) => b.sequence - a.sequence).slice(0, limit);
}
