import type { Condition } from '#shared/domain/condition.ts';
import { counted } from '#shared/domain/counted.ts';
import type { Recorded } from '#shared/domain/records.ts';
import type { PipelineItem } from '#shared/domain/worker.ts';
import { completeCondition } from './draft-condition.ts';
import { hasFailedTooOften, isOver, pipelineTimes, settledItem } from './judge-pipeline.ts';
import { action } from './offered-actions.ts';
import { sentence } from './sentences.ts';
import type { World } from './world.ts';

/** Blocked by its own system for a reason that is no merge of ours to count. */
const isHeldUp = (item: PipelineItem): boolean =>
  item.blocked && item.recoveryAgentAttached !== true && !hasFailedTooOften(item);

function describeHeldUp(world: World, one: Recorded<PipelineItem>): Condition {
  const { record, source, workspace } = one;
  const name = record.name ?? record.id;
  return completeCondition(world, {
    reason: 'task_blocked',
    subject: { kind: 'pipelineItem', id: record.id, source, workspace },
    title: name,
    message: sentence(
      `${name} is blocked in ${record.stage}`,
      ...(record.lastError === undefined ? [] : [`last error: ${record.lastError}`]),
    ),
    evidence: [
      {
        probe: 'pipeline item',
        value: `blocked, stage ${record.stage}, ${counted(record.retryCount, 'retry', 'retries')}`,
        observedAt: world.roster.situation.observed.observedAt,
      },
    ],
    proposed: 'acknowledge',
    actions: [action('acknowledge')],
    facts: [record.stage, record.retryCount, record.lastError],
  });
}

/** Items that their own system has blocked, other than for merges that failed too often. */
export function heldUpItems(world: World): Condition[] {
  const { recorded } = world.roster.situation;
  return recorded.pipelineItems
    .filter(({ record }) => isHeldUp(record) && !isOver(record))
    .map((one) => describeHeldUp(world, one));
}

/** Items whose merges failed too often; each waits for a person. */
export function pipelineConditions(world: World): Condition[] {
  const { situation } = world.roster;
  const { observed, recorded } = situation;
  const times = pipelineTimes(situation);
  return recorded.pipelineItems
    .map((one) => ({ ...one, record: settledItem(one.record, times) }))
    .filter(({ record }) => hasFailedTooOften(record))
    .map(({ record, source, workspace }) =>
      completeCondition(world, {
        reason: 'merge_failures',
        subject: { kind: 'pipelineItem', id: record.id, source, workspace },
        title: record.name ?? record.id,
        message: sentence(
          `${record.mergeFailures} merges of ${record.name ?? record.id} in a row have failed`,
          `it stands in ${record.stage}`,
          'nobody is attached to mend it',
        ),
        evidence: [
          {
            probe: 'pipeline item',
            value: `${record.mergeFailures} failures in a row, stage ${record.stage}`,
            observedAt: observed.observedAt,
          },
        ],
        proposed: 'acknowledge',
        actions: [action('acknowledge')],
        facts: [record.mergeFailures, record.stage],
      }),
    );
}
