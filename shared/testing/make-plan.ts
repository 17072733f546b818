import type { Plan, PlanItem } from '#shared/domain/plan.ts';
import { makeCondition } from './make-condition.ts';
import { later, moments } from './moments.ts';

/** One item of a plan, eligible, that changes nothing worth a word. */
export const makePlanItem = (overrides: Partial<PlanItem> = {}): PlanItem => ({
  conditionId: 'c',
  subject: makeCondition.crashed().subject,
  title: 'Fix the login form',
  verb: 'restart',
  eligible: true,
  warnings: [],
  steps: [],
  keeps: [],
  loses: [],
  frees: 0,
  preconditions: [],
  backup: null,
  ...overrides,
});

/** A plan of these items, by the verb of the first. */
export const makePlan = (items: readonly PlanItem[], overrides: Partial<Plan> = {}): Plan => ({
  planId: 'p',
  fingerprint: 'f',
  verb: items[0]?.verb ?? 'restart',
  tier: 2,
  items,
  createdAt: moments.now,
  expiresAt: later(moments.now, 15 * 60_000),
  ...overrides,
});
