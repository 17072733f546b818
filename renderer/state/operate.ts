import { ORPCError } from '@orpc/client';
import { backupTarget } from '#shared/domain/backup.ts';
import type { Operation, OperationItem, Plan } from '#shared/domain/plan.ts';
import type { Verb } from '#shared/domain/verb.ts';
import { messageOf } from '#shared/result.ts';
import type { Client } from './client.ts';
import type { Notice, Review } from './mirror-state.ts';
import type { Mirror } from './mirror.ts';
import { describeOutcome, findApplied, findUndone } from './outcome.ts';
import { findLastDone } from './undo.ts';

export interface OperateDependencies {
  readonly mirror: Mirror;
  readonly notify: (notice: Omit<Notice, 'id'>) => void;
}

/** The console does not undo it without the operator having looked. */
const asksForReview = (error: unknown): boolean =>
  error instanceof ORPCError && error.code === 'REFUSED' && error.data?.kind === 'needs_review';

/** What can be done about an operation that runs, or is over. */
export function createOperate({ mirror, notify }: OperateDependencies) {
  const undoing = new Set<string>();

  /** What has not begun is cancelled; the item in hand is finished. */
  async function stopOperation(operationId: string): Promise<void> {
    try {
      await mirror.getState().client?.recover.stop({ operationId });
      notify({
        tone: 'plain',
        title: 'Stopping',
        lines: ['The item in hand is finished; the rest is not begun.'],
      });
    } catch (error) {
      notify({ tone: 'bad', title: 'It was not stopped', lines: [messageOf(error)] });
    }
  }

  /** Asks for a plan and shows it in the sheet, unless that was closed meanwhile. */
  async function showPlan(
    verb: Verb,
    items: readonly Pick<OperationItem, 'conditionId'>[],
    ask: (client: Client) => Promise<Plan>,
  ): Promise<void> {
    const conditionIds = items.map((item) => item.conditionId);
    const planning: Review = { kind: 'planning', verb, conditionIds };
    mirror.setState({ review: planning });
    const show = (review: Review): void => {
      if (mirror.getState().review === planning) mirror.setState({ review });
    };
    const { client } = mirror.getState();
    try {
      if (client === null) throw new Error('The connection to the console is lost.');
      show({ kind: 'ready', plan: await ask(client) });
    } catch (error) {
      show({ kind: 'not_planned', verb, conditionIds, message: messageOf(error) });
    }
  }

  const planUndo = (operation: Operation) =>
    showPlan('undo', findApplied(operation), (client) =>
      client.recover.planUndo({ operationId: operation.operationId }),
    );

  /** Takes back what it did: at once, or by way of the sheet where there is something to consider. */
  async function undo(operation: Operation): Promise<void> {
    const { client } = mirror.getState();
    const { operationId } = operation;
    if (undoing.has(operationId)) return;
    undoing.add(operationId);
    try {
      if (client === null) throw new Error('The connection to the console is lost.');
      notify(describeOutcome(await client.recover.undo({ operationId })));
    } catch (error) {
      if (asksForReview(error)) await planUndo(operation);
      else notify({ tone: 'bad', title: 'Nothing was undone', lines: [messageOf(error)] });
    } finally {
      undoing.delete(operationId);
    }
  }

  return {
    stopOperation,
    undo,
    /** Takes back what was done last and is still done, in this window or before a restart. */
    async undoLast(): Promise<void> {
      const last = findLastDone(mirror.getState().view?.operations ?? []);
      if (last !== undefined) await undo(last);
      else
        notify({
          tone: 'plain',
          title: 'There is nothing to undo',
          lines: ['Whatever you do can be taken back here, also after a restart.'],
        });
    },
    /** Plans anew what did not come about, and shows that plan. */
    retryOperation: (operation: Operation) =>
      showPlan(operation.verb, findUndone(operation), (client) =>
        client.recover.retry({ operationId: operation.operationId }),
      ),
    /** Plans to take back what it did, and shows that plan. */
    undoOperation: planUndo,
    /** Plans to give a backup back at its old place, and shows that plan. */
    restoreBackup: (backupId: string) =>
      showPlan('restore', [{ conditionId: backupTarget(backupId) }], (client) =>
        client.backups.restore({ backupId }),
      ),
  };
}
