import type { Condition } from '#shared/domain/condition.ts';
import type { AuditRow } from '#shared/domain/audit.ts';

/**
 * What the audit calls everything a condition is about, each once: `kind:id`, and the bare id, by
 * which outcomes of a plan are told.
 */
export function timelineSubjects(
  condition: Pick<Condition, 'subject' | 'taskId' | 'sessionId' | 'environmentId'>,
): readonly string[] {
  const { subject, taskId, sessionId, environmentId } = condition;
  const named = (kind: string, id: string | undefined): readonly string[] =>
    id === undefined ? [] : [`${kind}:${id}`];
  const subjects = [
    subject.id,
    `${subject.kind}:${subject.id}`,
    ...named('task', taskId),
    ...named('session', sessionId),
    ...named('environment', environmentId),
  ];
  return [...new Set(subjects)];
}

/** Rows of several subjects as one story, newest first, each row once. */
export function mergeTimeline(
  lists: readonly (readonly AuditRow[])[],
  limit: number,
): readonly AuditRow[] {
  const bySequence = new Map(lists.flat().map((row) => [row.sequence, row]));
  return [...bySequence.values()].sort((a, b) => b.sequence - a.sequence).slice(0, limit);
}
