import { ok } from '#shared/result.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import type { UndoSpec } from '#electron/recover/undo-spec.ts';

/** Takes an acknowledgement or a snooze back: the condition is on the list again. */
export const undoneByTakingOff = ({
  acknowledgements,
}: Pick<RecoverDeps, 'acknowledgements'>): UndoSpec => ({
  kind: 'also',
  observe({ planned: { conditionId, preconditions }, at }) {
    const signature = preconditions.find(({ fact }) => fact === 'what it says')?.value;
    const now = acknowledgements.get(conditionId);
    // Another one made since is not this operation's to take away.
    const isLater = now !== undefined && (now.at > at || now.signature !== signature);
    return Promise.resolve({
      why: isLater ? 'It was acknowledged once more since; undo that instead.' : undefined,
      facts: [{ fact: 'off the list', value: now === undefined ? 'no' : `since ${now.at}` }],
      steps: now === undefined ? [] : [{ describe: 'Put it on the list again' }],
      act() {
        acknowledgements.remove(conditionId);
        return Promise.resolve(ok(undefined));
      },
    });
  },
});
