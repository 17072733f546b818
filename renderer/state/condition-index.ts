import type { Condition } from '#shared/domain/condition.ts';
import type { Spots } from './entry.ts';

/** Conditions by id, as they are at present; another object after each change. */
export interface ConditionIndex {
  get(id: string): Condition | undefined;
  has(id: string): boolean;
  values(): Iterable<Condition>;
  /** The same with newer words for a condition that it has. */
  renew(condition: Condition): ConditionIndex;
}

/** Reads the rows in place: a copy of tens of thousands for each change would cost more than the change. */
export function indexConditions(spots: Spots): ConditionIndex {
  const get = (id: string) => spots.byId.get(id)?.entry?.condition;
  return {
    get,
    has: (id) => get(id) !== undefined,
    *values() {
      for (const { entry } of spots.byId.values()) if (entry !== null) yield entry.condition;
    },
    renew(condition) {
      const entry = spots.byId.get(condition.id)?.entry;
      if (entry) entry.condition = condition;
      return indexConditions(spots);
    },
  };
}
