import { ok } from '#shared/result.ts';
import { plainDescription } from '#electron/recover/description.ts';
import { defineVerb, type RecoveryVerb } from '#electron/recover/recovery-verb.ts';
import { notUndone } from '#electron/recover/undo-spec.ts';

/** Look again: a plan of it changes nothing, as every look is the loop's. */
export const createLookAgain = (): RecoveryVerb =>
  defineVerb<undefined>({
    verb: 'look_again',
    observe: () => Promise.resolve(undefined),
    goalHolds: () => undefined,
    eligibility: () => undefined,
    facts: () => [],
    describe: () => plainDescription([{ describe: 'Look at it once more; nothing is changed' }]),
    act: () => Promise.resolve(ok({ why: 'Looked.' })),
    verify: () => Promise.resolve(ok('It is looked at again.')),
    undo: notUndone('It changed nothing.'),
  });
