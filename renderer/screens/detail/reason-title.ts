import type { Reason } from '#shared/domain/condition.ts';

/** A reason as it stands beside its lane: `process gone`. */
export const reasonTitle = (reason: Reason): string => reason.replaceAll('_', ' ');
