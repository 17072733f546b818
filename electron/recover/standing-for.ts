import type { Condition } from '#shared/domain/condition.ts';
import { isOffered } from '#shared/domain/offered.ts';
import type { OperationItem } from '#shared/domain/plan.ts';
import type { RecoverDeps } from './recover-deps.ts';

type Eyes = Pick<RecoverDeps, 'store' | 'findCondition' | 'conditionsOfTask'>;

const offers = (condition: Condition, { verb }: OperationItem): boolean =>
  isOffered(condition.actions, verb);

/**
 * The condition that an item of an operation is about now. A start that failed leaves a session of its
 * own behind: the task then needs the operator under another name than before.
 */
export function standingFor(deps: Eyes, item: OperationItem): string {
  const { conditionId, subject } = item;
  if (deps.findCondition(conditionId) !== undefined) return conditionId;
  const taskId =
    subject.kind === 'session' ? deps.store.get('session', subject.id)?.record.taskId : undefined;
  const conditions = taskId === undefined ? [] : deps.conditionsOfTask(taskId);
  return (conditions.find((one) => offers(one, item)) ?? conditions[0])?.id ?? conditionId;
}
