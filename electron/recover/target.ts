import type { Condition, Subject, WorkAtRisk } from '#shared/domain/condition.ts';
import type { PlanItem } from '#shared/domain/plan.ts';
import type { RecordSet } from '#shared/domain/records.ts';

/** What a verb is pointed at: a condition, or what a stored plan still knows of one. */
export interface Target {
  readonly conditionId: string;
  readonly subject: Subject;
  readonly title: string;
  readonly workAtRisk: WorkAtRisk;
  /** Absent when the condition is not on the list any more. */
  readonly condition?: Condition | undefined;
  /** The operator's words, when the plan was made with some. */
  readonly note?: string | undefined;
}

/** The name under which a plan keeps the operator's words. */
export const noteFact = 'note';

export const targetOfCondition = (condition: Condition): Target => ({
  conditionId: condition.id,
  subject: condition.subject,
  title: condition.title,
  workAtRisk: condition.workAtRisk,
  condition,
});

/** For apply: the condition may have gone, its subject may not. */
export const targetOfItem = (item: PlanItem, condition: Condition | undefined): Target => ({
  conditionId: item.conditionId,
  subject: item.subject,
  title: item.title,
  workAtRisk: condition?.workAtRisk ?? {},
  condition,
  note: item.preconditions.find(({ fact }) => fact === noteFact)?.value,
});

/** The session a target is about, if it is about one. */
export const sessionIdOf = ({ subject, condition }: Target): string | undefined =>
  subject.kind === 'session' ? subject.id : condition?.sessionId;

/** The task behind a target: named by it, or reached through its session, environment or checkpoint. */
export function taskIdOf(target: Target, records: RecordSet): string | undefined {
  const { subject, condition } = target;
  switch (subject.kind) {
    case 'task':
    case 'worker':
      return subject.id;
    case 'session':
      return (
        records.sessions.find(({ record }) => record.id === subject.id)?.record.taskId ??
        condition?.taskId
      );
    case 'checkpoint':
      return records.checkpoints.find(({ record }) => record.id === subject.id)?.record.taskId;
    case 'environment':
      return (
        records.tasks.find(({ record }) => record.environmentId === subject.id)?.record.id ??
        records.environments.find(({ record }) => record.id === subject.id)?.record.taskId
      );
    default:
      return condition?.taskId;
  }
}

/** The environment a target is about: itself, or where its task works. */
export function environmentIdOf(target: Target, records: RecordSet): string | undefined {
  if (target.subject.kind === 'environment') return target.subject.id;
  const taskId = taskIdOf(target, records);
  if (taskId === undefined) return target.condition?.environmentId;
  return (
    records.tasks.find(({ record }) => record.id === taskId)?.record.environmentId ??
    records.environments.find(({ record }) => record.taskId === taskId)?.record.id ??
    target.condition?.environmentId
  );
}
