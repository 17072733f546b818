import { backupTarget } from '#shared/domain/backup.ts';
import type { Operation, OperationItem, Plan } from '#shared/domain/plan.ts';
import type { Verb } from '#shared/domain/verb.ts';
import type { Client } from './client.ts';
import { explain } from './explain.ts';
import type { Notice, Review } from './mirror-state.ts';
import type { Mirror } from './mirror.ts';
import { findUndone } from './outcome.ts';

export interface OperateDependencies {
  readonly mirror: Mirror;
  readonly notify: (notice: Omit<Notice, 'id'>) => void;
}

/** The items that an undo could take back. */
export const findApplied = ({ items }: Operation): readonly OperationItem[] =>
  items.filter(({ result }) => result === 'applied');

/** What can be done about an operation that runs, or is over. */
export function createOperate({ mirror, notify }: OperateDependencies) {
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
      notify({ tone: 'bad', title: 'It was not stopped', lines: [explain(error)] });
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
      show({ kind: 'not_planned', verb, conditionIds, message: explain(error) });
    }
  }

  return {
    stopOperation,
    /** Plans anew what did not come about, and shows that plan. */
    retryOperation: (operation: Operation) =>
      showPlan(operation.verb, findUndone(operation), (client) =>
        client.recover.retry({ operationId: operation.operationId }),
      ),
    /** Plans to take back what it did, and shows that plan. */
    undoOperation: (operation: Operation) =>
      showPlan('undo', findApplied(operation), (client) =>
        client.recover.planUndo({ operationId: operation.operationId }),
      ),
    /** Plans to give a backup back at its old place, and shows that plan. */
    restoreBackup: (backupId: string) =>
      showPlan('restore', [{ conditionId: backupTarget(backupId) }], (client) =>
        client.backups.restore({ backupId }),
      ),
  };
}
