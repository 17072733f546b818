import type { Cause, Condition } from '#shared/domain/condition.ts';

/** One way to explain a condition; undefined when it has nothing to say of it. */
export type Explain = (condition: Condition) => Cause | undefined;
