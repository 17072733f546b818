import type { Database } from 'better-sqlite3';
import type { Plan } from '#shared/domain/plan.ts';
import { parsePlan } from './stored-plan.ts';

/** Plans as they were shown; they stay readable after they were used (by `Operations`) or went stale. */
export interface Plans {
  /** Throws when there is a plan of that id: a plan is never changed. */
  save(plan: Plan): void;
  /** Undefined also for one that somebody changed past us into no plan at all. */
  get(planId: string): Plan | undefined;
}

export function createPlans({ db }: { readonly db: Database }): Plans {
  const insert = db.prepare<[string, string]>('INSERT INTO plan (plan_id, body) VALUES (?, ?)');
  const read = db.prepare<[string], string>('SELECT body FROM plan WHERE plan_id = ?').pluck();
  return {
    save: (plan) => void insert.run(plan.planId, JSON.stringify(plan)),
    get: (planId) => {
      const body = read.get(planId);
      return body === undefined ? undefined : parsePlan(body);
    },
  };
}
