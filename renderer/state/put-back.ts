import type { Verb } from '#shared/domain/verb.ts';
import type { Operation } from '#shared/domain/plan.ts';
import { undoTarget } from '#shared/domain/undo-target.ts';
import { messageOf } from '#shared/result.ts';
import { clientOf } from './client-of.ts';
import type { Notice } from './mirror-state.ts';
import type { Mirror } from './mirror.ts';

export interface PutBackDependencies {
  readonly mirror: Mirror;
  readonly notify: (notice: Omit<Notice, 'id'>) => void;
  readonly act: (verb: Verb, conditionIds: readonly string[]) => Promise<void>;
}

const takesOff: readonly Verb[] = ['acknowledge', 'snooze'];

/** The operation that took it off the list last. */
const findLast = (operations: readonly Operation[], conditionId: string): Operation | undefined =>
  operations
    .filter(
      ({ verb, items }) =>
        takesOff.includes(verb) &&
        items.some((item) => item.conditionId === conditionId && item.result === 'applied'),
    )
    .toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1))[0];

/** Puts an acknowledged or snoozed item back on the list: undoes what took it off, for it alone. */
export const createPutBack = ({ mirror, notify, act }: PutBackDependencies) => ({
  async putBack(conditionId: string): Promise<void> {
    const ask = async () =>
      findLast(await clientOf(mirror).recover.operations({ conditionId }), conditionId);
    try {
      const { view } = mirror.getState();
      const done = findLast(view?.operations ?? [], conditionId) ?? (await ask());
      if (done !== undefined) await act('undo', [undoTarget(done.operationId, conditionId)]);
      else
        notify({
          tone: 'plain',
          title: 'What took it off the list is not recorded',
          lines: ['It comes back when something about it changes. Open it for all its actions.'],
        });
    } catch (error) {
      notify({ tone: 'bad', title: 'It was not put back', lines: [messageOf(error)] });
    }
  },
});
