import type { PipelineItem } from '#shared/domain/worker.ts';
import type { GatewayEvent } from './schemas.ts';
import { stageName } from './stage-name.ts';

/** What a story's events tell of it, in the order of their times. */
export type FoldedStory = Partial<
  Pick<PipelineItem, 'stage' | 'enteredStageAt' | 'mergeFailures' | 'blocked' | 'lastError'>
>;

/** Reached only by a merge that went well, or by a hand that moved it back. */
const startsAnew: ReadonlySet<string> = new Set(['done', 'archived', 'backlog', 'upcoming']);

function foldOne(story: FoldedStory, event: GatewayEvent): FoldedStory {
  switch (event.type) {
    case 'merge_failure': {
      const mergeFailures = (story.mergeFailures ?? 0) + 1;
      return { ...story, mergeFailures, ...(event.reason && { lastError: event.reason }) };
    }
    case 'story_blocked':
      return { ...story, blocked: true, ...(event.reason && { lastError: event.reason }) };
    case 'stage_transition': {
      const stage = stageName(event.to_stage);
      const { lastError: _settled, ...rest } = story;
      const enteredStageAt = new Date(event.timestamp_ms).toISOString();
      const moved = { stage, enteredStageAt, blocked: stage === 'blocked' };
      return startsAnew.has(stage)
        ? { ...rest, ...moved, mergeFailures: 0 }
        : { ...story, ...moved };
    }
  }
}

/** Events by story. A merge that went well, or a move back by hand, begins the count of failures anew. */
export function foldEvents(events: readonly GatewayEvent[]): ReadonlyMap<string, FoldedStory> {
  const stories = new Map<string, FoldedStory>();
  for (const event of events.toSorted((a, b) => a.timestamp_ms - b.timestamp_ms))
    stories.set(event.story_id, foldOne(stories.get(event.story_id) ?? {}, event));
  return stories;
}
