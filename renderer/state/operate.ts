import type { Operation } from '#shared/domain/plan.ts';
import { explain } from './explain.ts';
import type { Notice, Review } from './mirror-state.ts';
import type { Mirror } from './mirror.ts';
import { findUndone } from './outcome.ts';

export interface OperateDependencies {
  readonly mirror: Mirror;
  readonly notify: (notice: Omit<Notice, 'id'>) => void;
}

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

  /** Plans anew what did not come about, and shows that plan. */
  async function retryOperation(operation: Operation): Promise<void> {
    const { operationId, verb } = operation;
    const conditionIds = findUndone(operation).map((item) => item.conditionId);
    const planning: Review = { kind: 'planning', verb, conditionIds };
    mirror.setState({ review: planning });
    const show = (review: Review): void => {
      if (mirror.getState().review === planning) mirror.setState({ review });
    };
    const { client } = mirror.getState();
    try {
      if (client === null) throw new Error('The connection to the console is lost.');
      show({ kind: 'ready', plan: await client.recover.retry({ operationId }) });
    } catch (error) {
      show({ kind: 'not_planned', verb, conditionIds, message: explain(error) });
    }
  }

  return { stopOperation, retryOperation };
}
