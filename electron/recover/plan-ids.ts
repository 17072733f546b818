import { sha256 } from '#electron/platform/canonical-json.ts';

/** Names for what an item will make: the same whenever the item of that plan is looked at again. */
export type PlanIds = (purpose: 'session' | 'backup' | 'trash' | 'lease' | 'record') => string;

/** Derived, not drawn, so that the plan that was shown names the very ref and session that come about. */
export const planIdsOf =
  (planId: string, conditionId: string): PlanIds =>
  (purpose) =>
    sha256(`${planId}\n${conditionId}\n${purpose}`).slice(0, 16);
