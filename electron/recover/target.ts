import type { Condition, Subject, WorkAtRisk } from '#shared/domain/condition.ts';
import type { PlanChoices, PlanItem } from '#shared/domain/plan.ts';
import { choicesOf } from '#shared/domain/plan-choices.ts';
import type { Look } from './look.ts';

/** What a verb is pointed at: a condition, or what a stored plan still knows of one. */
export interface Target {
  readonly conditionId: string;
  readonly subject: Subject;
  readonly title: string;
  readonly workAtRisk: WorkAtRisk;
  /** Absent when the condition is not on the list any more. */
  readonly condition?: Condition | undefined;
  /** What the operator said with the plan. */
  readonly choices: PlanChoices;
}

export const targetOfCondition = (condition: Condition, choices: PlanChoices = {}): Target => ({
  conditionId: condition.id,
  subject: condition.subject,
  title: condition.title,
  workAtRisk: condition.workAtRisk,
  condition,
  choices,
});

/** The name under which a plan keeps what a condition said, as its signature. */
export const saysFact = 'what it says';

/** A fact's value as it was planned. */
export const plannedFact = ({ preconditions }: PlanItem, name: string): string | undefined =>
  preconditions.find(({ fact }) => fact === name)?.value;

/** For apply: the condition may have gone, its subject may not. */
export const targetOfItem = (item: PlanItem, condition: Condition | undefined): Target => ({
  conditionId: item.conditionId,
  subject: item.subject,
  title: item.title,
  workAtRisk: condition?.workAtRisk ?? {},
  condition,
  choices: choicesOf(item),
});

/** The session a target is about, if it is about one. */
export const sessionIdOf = ({ subject, condition }: Target): string | undefined =>
  subject.kind === 'session' ? subject.id : condition?.sessionId;

type Seen = Pick<Look, 'record' | 'records'>;

/** The task behind a target: named by it, or reached through its session, environment or checkpoint. */
export function taskIdOf(target: Target, look: Seen): string | undefined {
  const { subject, condition } = target;
  switch (subject.kind) {
    case 'task':
    case 'worker':
      return subject.id;
    case 'session':
      return look.record('session', subject.id)?.record.taskId ?? condition?.taskId;
    case 'checkpoint':
      return look.record('checkpoint', subject.id)?.record.taskId;
    case 'environment':
      return (
        look.records().tasks.find(({ record }) => record.environmentId === subject.id)?.record.id ??
        look.record('environment', subject.id)?.record.taskId
      );
    default:
      return condition?.taskId;
  }
}

/** The environment a target is about: itself, or where its task works. */
export function environmentIdOf(target: Target, look: Seen): string | undefined {
  if (target.subject.kind === 'environment') return target.subject.id;
  const taskId = taskIdOf(target, look);
  if (taskId === undefined) return target.condition?.environmentId;
  return (
    look.record('task', taskId)?.record.environmentId ??
    look.records().environments.find(({ record }) => record.taskId === taskId)?.record.id ??
    target.condition?.environmentId
  );
}
