import type { PipelineItem } from '#shared/domain/worker.ts';
import { given, unknownFields } from '#electron/sources/given.ts';
import type { FoldedStory } from './fold-events.ts';
import type { ItemEntry, TimerEntry } from './schemas.ts';
import { stageName } from './stage-name.ts';

export interface Told {
  readonly items: readonly ItemEntry[];
  readonly stories: ReadonlyMap<string, FoldedStory>;
  readonly timers: readonly TimerEntry[];
}

function fromEntry(entry: ItemEntry, story: FoldedStory = {}): PipelineItem {
  const { story_id, stage, name, agent, retry_count, blocked, frozen, depends_on, ...rest } = entry;
  const now = stageName(stage);
  return {
    ...unknownFields(rest),
    id: story_id,
    ...given('name', name),
    stage: now,
    ...given('agent', agent),
    retryCount: retry_count ?? 0,
    // The item itself says where it stands; its events say what led there.
    blocked: blocked ?? now === 'blocked',
    frozen: frozen ?? now === 'frozen',
    dependsOn: depends_on,
    ...given('mergeFailures', story.mergeFailures),
    ...(story.stage === now && given('enteredStageAt', story.enteredStageAt)),
    ...given('lastError', story.lastError),
  };
}

const fromStory = (id: string, { stage = 'unknown', blocked = false, ...story }: FoldedStory) =>
  ({
    ...story,
    id,
    stage,
    retryCount: 0,
    blocked,
    frozen: false,
    dependsOn: [],
  }) satisfies PipelineItem;

/** Items with what their events and timers tell beside; deleted ones are none. */
export function translateItems({ items, stories, timers }: Told): readonly PipelineItem[] {
  const all = new Map<string, PipelineItem>();
  const deleted = new Set(
    items.filter((one) => one.is_deleted === true).map((one) => one.story_id),
  );
  for (const [id, story] of stories) if (!deleted.has(id)) all.set(id, fromStory(id, story));
  for (const entry of items)
    if (entry.is_deleted !== true)
      all.set(entry.story_id, fromEntry(entry, stories.get(entry.story_id)));
  for (const { story_id: id, scheduled_at: scheduledAt } of timers) {
    const item = all.get(id);
    if (item === undefined) continue;
    const timed: PipelineItem & { readonly scheduledAt: string } = { ...item, scheduledAt };
    all.set(id, timed);
  }
  return [...all.values()];
}
