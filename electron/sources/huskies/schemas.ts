import { z } from 'zod';
import {
  listOf,
  msField,
  nameField,
  numberField,
  perhaps,
  timeField,
} from '#electron/sources/source-fields.ts';

const itemSchema = z.looseObject({
  story_id: nameField,
  stage: z.string().min(1, 'the name of a stage'),
  name: perhaps(z.string()),
  agent: perhaps(z.string()),
  retry_count: perhaps(numberField),
  blocked: perhaps(z.boolean()),
  frozen: perhaps(z.boolean()),
  depends_on: listOf(z.coerce.string().pipe(nameField)),
  is_deleted: perhaps(z.boolean()),
});
export type ItemEntry = z.infer<typeof itemSchema>;

/** What `GET /debug/crdt` gives. */
export const itemsSchema = z.looseObject({ items: z.array(itemSchema) });

export const timersSchema = z.array(
  z.looseObject({ story_id: nameField, scheduled_at: timeField }),
);
export type TimerEntry = z.infer<typeof timersSchema>[number];

const told = { story_id: nameField, timestamp_ms: msField };

/** What events tell here; those of other types change nothing of it. */
export const eventSchema = z.discriminatedUnion('type', [
  z.looseObject({ ...told, type: z.literal('stage_transition'), to_stage: z.string().min(1) }),
  z.looseObject({ ...told, type: z.literal('merge_failure'), reason: perhaps(z.string()) }),
  z.looseObject({ ...told, type: z.literal('story_blocked'), reason: perhaps(z.string()) }),
]);
export type GatewayEvent = z.infer<typeof eventSchema>;

export const eventTypes: ReadonlySet<string> = new Set([
  'stage_transition',
  'merge_failure',
  'story_blocked',
] satisfies GatewayEvent['type'][]);

export const frameSchema = z.looseObject({ type: z.string() });
