import { ORPCError } from '@orpc/client';
import { backupTarget } from '#shared/domain/backup.ts';
import type { Operation, OperationItem } from '#shared/domain/plan.ts';
import type { Verb } from '#shared/domain/verb.ts';
import { clientOf } from './client-of.ts';
import { isKnown } from './is-known.ts';
import type { Notice } from './mirror-state.ts';
import type { Mirror } from './mirror.ts';
import { describeOutcome, findApplied, findUndone } from './outcome.ts';
import { type AskPlan, showPlan } from './show-plan.ts';
import { findLastDone } from './undo.ts';
import { tellUndone } from './unanswered.ts';

export interface OperateDependencies {
  readonly mirror: Mirror;
  readonly notify: (notice: Omit<Notice, 'id'>) => void;
}

/** The console does not undo it without the operator having looked. */
const asksForReview = (error: unknown): boolean =>
  error instanceof ORPCError && error.code === 'REFUSED' && error.data?.kind === 'needs_review';

const mustBeSeen = 'What it would do has to be looked at first, and another plan is open.';

/** What can be done about an operation that runs, or is over. */
export function createOperate({ mirror, notify }: OperateDependencies) {
  const undoing = new Set<string>();

  /** What has not begun is cancelled; the item in hand is finished. */
  async function stopOperation(operationId: string): Promise<void> {
    try {
      await clientOf(mirror).recover.stop({ operationId });
      notify({
        tone: 'plain',
        title: 'Stopping',
        lines: ['The item in hand is finished; the rest is not begun.'],
      });
    } catch (error) {
      notify(tellUndone(error, 'It was not stopped'));
    }
  }

  const show = (
    verb: Verb,
    items: readonly Pick<OperationItem, 'conditionId'>[],
    ask: AskPlan,
  ): Promise<void> =>
    showPlan(
      mirror,
      verb,
      items.map(({ conditionId }) => conditionId),
      ask,
    );

  const planUndo = (operation: Operation) =>
    show('undo', findApplied(operation), ({ recover }, { askedAs }, options) =>
      recover.planUndo({ operationId: operation.operationId, askedAs }, options),
    );

  /** Takes back what it did: at once, or by way of the sheet where there is something to consider. */
  async function undo(operation: Operation): Promise<void> {
    const { operationId } = operation;
    if (undoing.has(operationId)) return;
    undoing.add(operationId);
    try {
      notify(describeOutcome(await clientOf(mirror).recover.undo({ operationId })));
    } catch (error) {
      if (!asksForReview(error)) notify(tellUndone(error, 'Nothing was undone'));
      else if (mirror.getState().review === null) await planUndo(operation);
      // Under the operator's hand no plan takes the place of another.
      else notify({ tone: 'bad', title: 'Nothing was undone yet', lines: [mustBeSeen] });
    } finally {
      undoing.delete(operationId);
    }
  }

  return {
    stopOperation,
    undo,
    /** Takes back what was done last and is still done, in this window or before a restart. */
    async undoLast(): Promise<void> {
      const state = mirror.getState();
      const last = findLastDone(state.view?.operations ?? []);
      if (last !== undefined) await undo(last);
      else if (!isKnown(state) || state.client === null)
        notify({
          tone: 'plain',
          title: 'What was done last is not known yet',
          lines: ['Try again when the console is reached and has looked.'],
        });
      else
        notify({
          tone: 'plain',
          title: 'There is nothing to undo',
          lines: ['What can be undone is taken back here, also after a restart.'],
        });
    },
    /** Plans anew what did not come about, and shows that plan. */
    retryOperation: (operation: Operation) =>
      show(operation.verb, findUndone(operation), ({ recover }, { askedAs }, options) =>
        recover.retry({ operationId: operation.operationId, askedAs }, options),
      ),
    /** Plans to take back what it did, and shows that plan. */
    undoOperation: planUndo,
    /** Plans to give a backup back at its old place, and shows that plan. */
    restoreBackup: (backupId: string) =>
      show(
        'restore',
        [{ conditionId: backupTarget(backupId) }],
        ({ backups }, { askedAs }, options) => backups.restore({ backupId, askedAs }, options),
      ),
  };
}
