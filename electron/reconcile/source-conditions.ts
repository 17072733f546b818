import type { Condition } from '#shared/domain/condition.ts';
import { lastPart } from '#shared/domain/last-part.ts';
import { sourceNames, type UnreadableSource } from '#shared/domain/source.ts';
import { formatMoment } from '#shared/domain/wall-clock.ts';
import { completeCondition } from './draft-condition.ts';
import { sentence } from './sentences.ts';
import type { World } from './world.ts';

function describe(world: World, fault: UnreadableSource): Condition {
  const { source, workspace, file, why, readAt } = fault;
  const { nowMs, situation } = world.roster;
  const { observedAt } = situation.observed;
  return completeCondition(world, {
    reason: 'source_unreadable',
    subject: { kind: 'source', id: file, source, workspace },
    title: lastPart(file),
    message: sentence(
      `A file of ${sourceNames[source]} cannot be read: ${why.replace(/\.$/u, '')}`,
      readAt === undefined
        ? 'nothing of it is shown'
        : `what it said at ${formatMoment(readAt, nowMs)} is still shown`,
    ),
    evidence: [{ probe: 'file', value: why, observedAt }],
    proposed: 'look_again',
    actions: [],
    facts: [why],
  });
}

/** Files of other systems' records that could not be read: one condition for each. */
export const sourceConditions = (world: World): Condition[] =>
  (world.roster.situation.observed.unreadableSources ?? []).map((fault) => describe(world, fault));
