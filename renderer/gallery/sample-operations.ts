import type { Condition } from '#shared/domain/condition.ts';
import type { Operation, OperationItem } from '#shared/domain/plan.ts';
import type { Verb } from '#shared/domain/verb.ts';
import { later } from '#shared/testing/moments.ts';
import { sampleConditions } from './sample-conditions.ts';
import { sampleOperation, samplePlan } from './sample-plan.ts';
import type { Sampling } from './tried-names.ts';

const shape: readonly { readonly verb: Verb; readonly items: number; readonly isMixed: boolean }[] =
  [
    { verb: 'clean_up', items: 4, isMixed: true },
    { verb: 'resume', items: 1, isMixed: false },
    { verb: 'acknowledge', items: 3, isMixed: false },
  ];

/** An operation at its seventeenth item of twenty. */
export function runningOperation(sampling: Sampling): Operation {
  const conditions = sampleConditions({ ...sampling, items: 20 });
  const done = sampleOperation(samplePlan('resume', conditions, sampling), false);
  const items = done.items.map((item, index): OperationItem => ({
    ...item,
    result: index < 16 ? 'applied' : index === 16 ? 'refused' : 'not_attempted',
  }));
  const doing = { index: 17, phase: 'verifying', at: sampling.now } as const;
  return { ...done, state: 'running', items, doing };
}

function pastOperation(
  at: number,
  conditions: readonly Condition[],
  sampling: Sampling,
): Operation {
  const { verb, items, isMixed } = shape[at % shape.length] ?? {
    verb: 'resume',
    items: 1,
    isMixed: false,
  };
  const from = at % 6;
  const plan = samplePlan(verb, conditions.slice(from, from + items), {
    ...sampling,
    now: later(sampling.now, -(at + 1) * 600_000),
  });
  return sampleOperation(plan, isMixed);
}

/** So many made-up operations: the first one runs while there are several. */
export function sampleOperations(sampling: Sampling): readonly Operation[] {
  const conditions = sampleConditions({ ...sampling, items: 10 });
  const past = Array.from({ length: sampling.items }, (_, at) =>
    pastOperation(at, conditions, sampling),
  );
  return past.length > 1 ? [runningOperation(sampling), ...past.slice(1)] : past;
}
