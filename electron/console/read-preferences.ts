import type { z } from 'zod';
import {
  autoResumeSchema,
  notificationsSchema,
  openWithSchema,
  relaySchema,
  thresholdSchemas,
  viewsSchema,
  type ChosenPreferences,
} from '#shared/contract/settings.ts';
import { defaultPolicy } from '#shared/domain/policy.ts';
import { policyFieldNames, policyFields, withPolicy } from '#shared/domain/policy-fields.ts';
import type { PolicyField } from '#shared/domain/policy-fields.ts';
import { openers, usualOpeners, type Preferences } from '#shared/domain/preferences.ts';

/** Where each part is kept in the journal's settings. */
export const preferenceKeys = {
  policy: 'policy',
  autoResume: 'auto_resume',
  scheduling: 'scheduling',
  relay: 'relay',
  notifications: 'notifications',
  openWith: 'open_with',
  views: 'views',
} as const;

/** A stored object's fields; none where something else is stored. */
export const asObject = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** What applies on a platform (`process.platform`) where nothing was chosen. */
export const usualPreferences = (platform: string): Preferences => ({
  policy: defaultPolicy,
  autoResume: [],
  scheduling: [],
  relay: { url: null, project: null },
  notifications: { isOn: true, quiet: null },
  openWith: usualOpeners(platform),
  views: [],
});

/** Gives one stored part under its name, or the usual value with a note of why. */
type ReadOne = <T>(name: string, schema: z.ZodType<T>, stored: unknown, usual: T) => T;

const noting =
  (notes: string[]): ReadOne =>
  (name, schema, stored, usual) => {
    if (stored === undefined) return usual;
    const parsed = schema.safeParse(stored);
    if (parsed.success) return parsed.data;
    const why = parsed.error.issues[0]?.message ?? 'it is not understood';
    notes.push(
      `“${name}” was stored as something that cannot be used (${why}); the default applies.`,
    );
    return usual;
  };

function readThresholds(one: ReadOne, stored: unknown): Partial<Record<PolicyField, number>> {
  const fields = asObject(stored);
  const thresholds: Partial<Record<PolicyField, number>> = {};
  for (const field of policyFieldNames)
    thresholds[field] = one(
      policyFields[field].label,
      thresholdSchemas[field],
      fields[field],
      defaultPolicy[field],
    );
  return thresholds;
}

function readOpeners(
  one: ReadOne,
  stored: unknown,
  usual: Preferences['openWith'],
): Preferences['openWith'] {
  const fields = asObject(stored);
  const openWith = { ...usual };
  for (const opener of openers)
    openWith[opener] = one(
      `Open with ${opener}`,
      openWithSchema.shape[opener],
      fields[opener],
      usual[opener],
    );
  return openWith;
}

/** Reads what was chosen, each part checked anew: it may be of another Rollcall, or hand-made. */
export function readPreferences(
  get: (key: string) => unknown,
  defaults: Preferences,
): ChosenPreferences {
  const notes: string[] = [];
  const one = noting(notes);
  const keys = preferenceKeys;
  const thresholds = readThresholds(one, get(keys.policy));
  const openWith = readOpeners(one, get(keys.openWith), defaults.openWith);
  const autoResume = one('Resume at start', autoResumeSchema, get(keys.autoResume), []);
  const scheduling = one('Start queued tasks', autoResumeSchema, get(keys.scheduling), []);
  const relay = one('Relay', relaySchema, get(keys.relay), defaults.relay);
  const notifications = one(
    'Notifications',
    notificationsSchema,
    get(keys.notifications),
    defaults.notifications,
  );
  const views = one('Saved views', viewsSchema, get(keys.views), []);
  const policy = {
    ...withPolicy(thresholds),
    isAutoResumeOn: autoResume.length > 0,
    isSchedulingOn: scheduling.length > 0,
  };
  return {
    preferences: { policy, autoResume, scheduling, relay, notifications, openWith, views },
    defaults,
    notes,
  };
}
