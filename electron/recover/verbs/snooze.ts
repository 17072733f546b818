import { err, ok, type Ok } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { plainDescription } from '#electron/recover/description.ts';
import { defineVerb, type ActSuccess, type RecoveryVerb } from '#electron/recover/recovery-verb.ts';
import { plannedFact, saysFact, type Target } from '#electron/recover/target.ts';
import { undoneByTakingOff } from '#electron/recover/undo/undo-acknowledgement.ts';

/** As long as the operator does not say until when: a day. */
const defaultMs = 24 * 3_600_000;

/** Snooze: off the list until a time, or until something about it changes, whichever is first. */
export const createSnooze = (deps: RecoverDeps): RecoveryVerb =>
  defineVerb<Target>({
    verb: 'snooze',
    observe: (target) => Promise.resolve(target),
    goalHolds: ({ condition }) =>
      condition === undefined ? 'It is not on the list any more.' : undefined,
    eligibility({ choices }) {
      if (choices.until === undefined) return undefined;
      const untilMs = Date.parse(choices.until);
      if (Number.isNaN(untilMs))
        return `“${choices.until}” is no time; give one such as 2026-01-31T14:00:00Z.`;
      return untilMs <= deps.clock.nowMs()
        ? `${choices.until} is past; choose a later time.`
        : undefined;
    },
    facts: ({ condition }) => [
      { fact: saysFact, value: condition?.signature ?? 'nothing any more' },
    ],
    describe: ({ choices }) =>
      plainDescription([
        {
          describe: `Take it off the list ${choices.until === undefined ? 'for 24 hours' : `until ${choices.until}`}, or until something about it changes`,
        },
      ]),
    act: (target) => {
      if (target.condition === undefined) throw new Error('A condition that is gone was snoozed.');
      return Promise.resolve(snooze(deps, target, target.condition.signature));
    },
    settle: (target, { planned }) => {
      const signature = plannedFact(planned, saysFact) ?? '';
      const isWritten = deps.acknowledgements.get(target.conditionId)?.signature === signature;
      return Promise.resolve(isWritten ? ok({ why: 'Snoozed.' }) : snooze(deps, target, signature));
    },
    verify: ({ conditionId, choices }) =>
      Promise.resolve(
        deps.acknowledgements.get(conditionId) === undefined
          ? err('It is still on the list; try again.')
          : ok(
              `Snoozed ${choices.until === undefined ? 'for 24 hours' : `until ${choices.until}`}.`,
            ),
      ),
    undo: undoneByTakingOff(deps),
  });

function snooze(
  { acknowledgements, clock }: RecoverDeps,
  { conditionId, choices }: Target,
  signature: string,
): Ok<ActSuccess> {
  const nowMs = clock.nowMs();
  const untilMs = choices.until === undefined ? nowMs + defaultMs : Date.parse(choices.until);
  failpoint('snooze:before-write');
  acknowledgements.put({
    conditionId,
    signature,
    at: clock.now(),
    until: new Date(untilMs).toISOString(),
  });
  failpoint('snooze:written');
  return ok({ why: 'Snoozed.' });
}
