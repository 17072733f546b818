import { z } from 'zod';
import { conditionSchema } from './condition.ts';
import { operationSchema } from './plan.ts';
import {
  environmentRowSchema,
  runRowSchema,
  sourceRowSchema,
  summarySchema,
  taskRowSchema,
} from './sweep.ts';

export const workspaceSchema = z.object({
  path: z.string(),
  name: z.string(),
  isSample: z.boolean(),
});
export type WorkspaceRow = z.infer<typeof workspaceSchema>;

const collections = {
  conditions: conditionSchema,
  acknowledged: conditionSchema,
  environments: environmentRowSchema,
  tasks: taskRowSchema,
  runs: runRowSchema,
  operations: operationSchema,
} as const;
export type CollectionName = keyof typeof collections;

export const collectionNames = [
  'conditions',
  'acknowledged',
  'environments',
  'tasks',
  'runs',
  'operations',
] as const satisfies readonly CollectionName[];

/** The small part that is sent whole with every delta. */
const headerSchema = z.object({
  /** End of the last look; null until the first one has finished. */
  observedAt: z.string().nullable(),
  home: z.string(),
  summary: summarySchema,
  workspaces: z.array(workspaceSchema).readonly(),
  sources: z.array(sourceRowSchema).readonly(),
  /** Why the last look failed, if it did; the rows below are then the last good ones. */
  failure: z.string().nullable(),
});

/** Everything the screens mirror. */
export const viewSchema = z.object({
  header: headerSchema,
  conditions: z.array(conditionSchema).readonly(),
  acknowledged: z.array(conditionSchema).readonly(),
  environments: z.array(environmentRowSchema).readonly(),
  tasks: z.array(taskRowSchema).readonly(),
  runs: z.array(runRowSchema).readonly(),
  operations: z.array(operationSchema).readonly(),
});
export type View = z.infer<typeof viewSchema>;
export type ViewHeader = z.infer<typeof headerSchema>;

const changeOf = <T extends z.ZodType>(row: T) =>
  z.object({ upsert: z.array(row).readonly(), remove: z.array(z.string()).readonly() });

export const viewDeltaSchema = z.object({
  header: headerSchema,
  conditions: changeOf(collections.conditions).optional(),
  acknowledged: changeOf(collections.acknowledged).optional(),
  environments: changeOf(collections.environments).optional(),
  tasks: changeOf(collections.tasks).optional(),
  runs: changeOf(collections.runs).optional(),
  operations: changeOf(collections.operations).optional(),
});
export type ViewDelta = z.infer<typeof viewDeltaSchema>;

/**
 * A snapshot, then deltas numbered without gaps; on a gap, ask again. A large snapshot holds the first
 * rows only and says `isPartial`; `rows` events of the same sequence bring the others (see
 * `live-parts.ts`), before any delta.
 */
export const liveEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('snapshot'),
    sequence: z.number().int(),
    view: viewSchema,
    isPartial: z.boolean().optional(),
  }),
  z.object({
    kind: z.literal('rows'),
    sequence: z.number().int(),
    collection: z.enum(collectionNames),
    /** A JSON array: the wire's serializer would walk every value of every row, text it leaves alone. */
    json: z.string(),
    isLast: z.boolean(),
  }),
  z.object({ kind: z.literal('delta'), sequence: z.number().int(), delta: viewDeltaSchema }),
]);
export type LiveEvent = z.infer<typeof liveEventSchema>;
