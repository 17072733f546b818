import type { Condition } from '#shared/domain/condition.ts';
import { completeCondition } from './draft-condition.ts';
import { hasFailedTooOften, pipelineTimes, settledItem } from './judge-pipeline.ts';
import { action } from './offered-actions.ts';
import { sentence } from './sentences.ts';
import type { World } from './world.ts';

/** Items whose merges failed too often; each waits for a person. */
export function pipelineConditions(world: World): Condition[] {
  const { situation } = world.roster;
  const { observed, recorded } = situation;
  const times = pipelineTimes(situation);
  return recorded.pipelineItems
    .map((one) => ({ ...one, record: settledItem(one.record, times) }))
    .filter(({ record }) => hasFailedTooOften(record) && record.stage !== 'archived')
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
