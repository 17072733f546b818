import type { Database } from 'better-sqlite3';
import type { Clock } from '#shared/domain/clock.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { parsePlan } from './stored-plan.ts';

/** Plans as they were shown; they stay readable after they were used or went stale. */
export interface Plans {
  /** Throws when there is a plan of that id: a plan is never changed. */
  save(plan: Plan): void;
  /** Undefined also for one that somebody changed past us into no plan at all. */
  get(planId: string): Plan | undefined;
  /** True for the one caller that may carry it out; false when used before, or unknown. */
  markUsed(planId: string): boolean;
}

export function createPlans({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): Plans {
  const insert = db.prepare<[string, string]>('INSERT INTO plan (plan_id, body) VALUES (?, ?)');
  const read = db.prepare<[string], string>('SELECT body FROM plan WHERE plan_id = ?').pluck();
  const use = db.prepare<[string, string]>(
    'UPDATE plan SET used_at = ? WHERE plan_id = ? AND used_at IS NULL',
  );
  return {
    save: (plan) => void insert.run(plan.planId, JSON.stringify(plan)),
    get: (planId) => {
      const body = read.get(planId);
      return body === undefined ? undefined : parsePlan(body);
    },
    markUsed: (planId) => use.run(clock.now(), planId).changes === 1,
  };
}
