import { z } from 'zod';
import { checkPolicyValue, inUnit, policyFieldNames } from '#shared/domain/policy-fields.ts';
import type { PolicyField } from '#shared/domain/policy-fields.ts';
import { checkRelayUrl } from '#shared/domain/preferences.ts';
import { orderings } from '#shared/domain/order.ts';
import type {
  NotificationChoice,
  OpenWith,
  Preferences,
  Relay,
} from '#shared/domain/preferences.ts';

const thresholdOf = (field: PolicyField) =>
  z.number().superRefine((value, context) => {
    const why = checkPolicyValue(field, inUnit(field, value));
    if (why !== undefined) context.addIssue({ code: 'custom', message: why });
  });

// Built from the very names it is typed by.
const thresholds = Object.fromEntries(
  policyFieldNames.map((field) => [field, thresholdOf(field)]),
) as Record<PolicyField, z.ZodNumber>;

/** One schema for each threshold, its bounds included. */
export const thresholdSchemas: Readonly<Record<PolicyField, z.ZodNumber>> = thresholds;

const timeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time such as 22:00.');

export const notificationsSchema = z.object({
  isOn: z.boolean(),
  quiet: z.object({ from: timeSchema, to: timeSchema }).nullable(),
}) satisfies z.ZodType<NotificationChoice>;

export const relaySchema = z.object({
  url: z
    .string()
    .superRefine((text, context) => {
      const why = checkRelayUrl(text);
      if (why !== undefined) context.addIssue({ code: 'custom', message: why });
    })
    .nullable(),
  project: z.string().trim().min(1).max(200).nullable(),
}) satisfies z.ZodType<Relay>;

/** A program and its arguments: the program's name is no option and no empty word. */
const commandSchema = z
  .array(z.string().max(4096))
  .min(1, 'Name at least the program.')
  .max(50)
  .readonly()
  .refine(([program = '']) => program.trim() !== '' && !program.startsWith('-'), {
    message: 'Begin with the name of a program.',
  });

export const openWithSchema = z.object({
  editor: commandSchema,
  terminal: commandSchema,
  files: commandSchema,
}) satisfies z.ZodType<OpenWith>;

/** At most so many are shown beside the list. */
const viewsAtMost = 50;

export const viewsSchema = z
  .array(
    z.object({
      id: z.string().regex(/^[a-z0-9-]{1,60}$/u, 'An id has small letters, digits and “-” only.'),
      name: z.string().trim().min(1, 'Give it a name.').max(80),
      query: z.string().max(1000),
      ordering: z.enum(orderings),
      isGrouped: z.boolean(),
    }),
  )
  .max(viewsAtMost, `At most ${viewsAtMost} views are kept; delete one first.`)
  .readonly()
  .refine((views) => new Set(views.map(({ id }) => id)).size === views.length, {
    message: 'Two views have the same id.',
  }) satisfies z.ZodType<Preferences['views']>;

/** Workspaces in which something goes on by itself. */
export const autoResumeSchema = z.array(z.string().min(1)).readonly();

const policySchema = z.object({
  ...thresholds,
  isAutoResumeOn: z.boolean(),
  isSchedulingOn: z.boolean(),
});

export const preferencesSchema = z.object({
  policy: policySchema,
  autoResume: autoResumeSchema,
  scheduling: autoResumeSchema,
  relay: relaySchema,
  notifications: notificationsSchema,
  openWith: openWithSchema,
  views: viewsSchema,
});

/** What is chosen, what would be without a choice, and what was stored but could not be taken. */
export const chosenPreferencesSchema = z.object({
  preferences: preferencesSchema,
  defaults: preferencesSchema,
  notes: z.array(z.string()).readonly(),
});
export type ChosenPreferences = z.infer<typeof chosenPreferencesSchema>;

/** What to change; null goes back to the default, what is left out stays. */
export const preferencesChangeSchema = z.object({
  policy: z
    .partialRecord(
      z.enum(policyFieldNames as [PolicyField, ...PolicyField[]]),
      z.number().nullable(),
    )
    .optional(),
  autoResume: autoResumeSchema.nullable().optional(),
  scheduling: autoResumeSchema.nullable().optional(),
  relay: relaySchema.nullable().optional(),
  notifications: notificationsSchema.nullable().optional(),
  openWith: openWithSchema.partial().nullable().optional(),
  views: viewsSchema.nullable().optional(),
});
export type PreferencesChange = z.infer<typeof preferencesChangeSchema>;
