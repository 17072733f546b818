import { isObject, readJson, type Fields } from '#shared/domain/json.ts';
import { itemResults, type Operation, type OperationItem, type Plan } from '#shared/domain/plan.ts';
import { verbs } from '#shared/domain/verb.ts';

const hasTexts = (value: Fields, ...names: readonly string[]): boolean =>
  names.every((name) => Object.hasOwn(value, name) && typeof value[name] === 'string');

const hasLists = (value: Fields, ...names: readonly string[]): boolean =>
  names.every((name) => Object.hasOwn(value, name) && Array.isArray(value[name]));

const isTime = (value: unknown): boolean =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value));

const isItem = (value: unknown): value is Fields =>
  isObject(value) &&
  hasTexts(value, 'conditionId', 'title') &&
  verbs.some((verb) => verb === value['verb']) &&
  isObject(value['subject']) &&
  hasTexts(value['subject'], 'kind', 'id', 'source', 'workspace');

const isEach = (list: unknown, holds: (item: unknown) => boolean): boolean =>
  Array.isArray(list) && list.every((item) => holds(item));

/** A plan as it was saved; undefined when what is stored is none that could be shown or carried out. */
export function parsePlan(body: string): Plan | undefined {
  const plan = readJson(body);
  const isPlan =
    isObject(plan) &&
    hasTexts(plan, 'planId', 'fingerprint', 'verb') &&
    verbs.some((verb) => verb === plan['verb']) &&
    isTime(plan['createdAt']) &&
    isTime(plan['expiresAt']) &&
    isEach(
      plan['items'],
      (item) =>
        isItem(item) &&
        typeof item['eligible'] === 'boolean' &&
        hasLists(item, 'warnings', 'steps', 'keeps', 'loses', 'preconditions') &&
        isEach(item['preconditions'], (fact) => isObject(fact) && hasTexts(fact, 'fact', 'value')),
    );
  // Every field that anyone acts on was looked at above.
  return isPlan ? (plan as unknown as Plan) : undefined;
}

const isOutcome = (value: unknown): boolean =>
  isItem(value) &&
  hasTexts(value, 'why') &&
  itemResults.some((result) => result === value['result']);

/** What became of one item; undefined when what is stored is none. */
export function parseOutcome(body: string): OperationItem | undefined {
  const item = readJson(body);
  return isOutcome(item) ? (item as OperationItem) : undefined;
}

const states: readonly unknown[] = ['running', 'done', 'interrupted'];

/** An operation as it was saved; undefined when what is stored is none. */
export function parseOperation(body: string): Operation | undefined {
  const operation = readJson(body);
  const isOperation =
    isObject(operation) &&
    hasTexts(operation, 'operationId', 'planId') &&
    verbs.some((verb) => verb === operation['verb']) &&
    states.includes(operation['state']) &&
    isTime(operation['startedAt']) &&
    isEach(operation['items'], isOutcome);
  return isOperation ? (operation as unknown as Operation) : undefined;
}
