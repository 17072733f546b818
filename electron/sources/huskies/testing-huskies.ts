// For tests: what Huskies prints.
export const itemsFile: string = JSON.stringify({
  metadata: { in_memory_state_loaded: true, total_items: 2 },
  items: [
    {
      story_id: '42_story_my_feature',
      stage: 'coding',
      name: 'My feature',
      agent: 'coder-1',
      retry_count: 0,
      blocked: false,
      depends_on: null,
      content_index: 'a1b2',
      is_deleted: false,
    },
    { story_id: '43_story_gone', stage: '1_backlog', is_deleted: true },
  ],
});

export const eventsFile: string = [
  {
    type: 'stage_transition',
    story_id: '42_story_login',
    from_stage: '2_current',
    to_stage: '3_qa',
    timestamp_ms: 1_700_000_000_000,
  },
  {
    type: 'merge_failure',
    story_id: '42_story_login',
    reason: 'conflict in src/main.rs',
    timestamp_ms: 1_700_000_001_000,
  },
  {
    type: 'story_blocked',
    story_id: '42_story_login',
    reason: 'retry limit exceeded',
    timestamp_ms: 1_700_000_002_000,
  },
]
  .map((event) => `${JSON.stringify(event)}\n`)
  .join('');

export const timersFile: string = JSON.stringify([
  { story_id: '42_story_my_feature', scheduled_at: '2026-04-28T20:00:00Z' },
]);
