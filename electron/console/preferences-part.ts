import type { z } from 'zod';
import {
  autoResumeSchema,
  notificationsSchema,
  openWithSchema,
  relaySchema,
  thresholdSchemas,
  type ChosenPreferences,
  type PreferencesChange,
} from '#shared/contract/settings.ts';
import { defaultPolicy, type Policy } from '#shared/domain/policy.ts';
import { policyFieldNames, policyFields, withPolicy } from '#shared/domain/policy-fields.ts';
import type { PolicyField } from '#shared/domain/policy-fields.ts';
import { openers, usualOpeners, type Preferences } from '#shared/domain/preferences.ts';
import type { AuditDraft } from '#shared/domain/records.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Refusal } from './router.ts';

export interface PreferencesDeps {
  readonly settings: { get(key: string): unknown; set(key: string, value: unknown): void };
  readonly platform: string;
  /** Tells who changed what; the setting's name and its value before and after. */
  readonly audit: (name: string, before: unknown, after: unknown) => void;
}

/** What the operator chose, each part checked anew: it may be of another Rollcall, or hand-made. */
export interface PreferencesPart {
  read(): ChosenPreferences;
  policy(): Policy;
  save(change: PreferencesChange): Result<ChosenPreferences, Refusal>;
}

/** Where each part is kept in the journal's settings. */
const keys = {
  policy: 'policy',
  autoResume: 'auto_resume',
  scheduling: 'scheduling',
  relay: 'relay',
  notifications: 'notifications',
  openWith: 'open_with',
} as const;

const asObject = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

export function createPreferences({ settings, platform, audit }: PreferencesDeps): PreferencesPart {
  const defaults: Preferences = {
    policy: defaultPolicy,
    autoResume: [],
    scheduling: [],
    relay: { url: null, project: null },
    notifications: { isOn: true, quiet: null },
    openWith: usualOpeners(platform),
  };

  function one<T>(
    name: string,
    schema: z.ZodType<T>,
    stored: unknown,
    usual: T,
    notes: string[],
  ): T {
    if (stored === undefined) return usual;
    const parsed = schema.safeParse(stored);
    if (parsed.success) return parsed.data;
    const why = parsed.error.issues[0]?.message ?? 'it is not understood';
    notes.push(
      `“${name}” was stored as something that cannot be used (${why}); the default applies.`,
    );
    return usual;
  }

  function read(): ChosenPreferences {
    const notes: string[] = [];
    const storedPolicy = asObject(settings.get(keys.policy));
    const thresholds: Partial<Record<PolicyField, number>> = {};
    for (const field of policyFieldNames)
      thresholds[field] = one(
        policyFields[field].label,
        thresholdSchemas[field],
        storedPolicy[field],
        defaultPolicy[field],
        notes,
      );
    const storedOpeners = asObject(settings.get(keys.openWith));
    const openWith = { ...defaults.openWith };
    for (const opener of openers)
      openWith[opener] = one(
        `Open with ${opener}`,
        openWithSchema.shape[opener],
        storedOpeners[opener],
        defaults.openWith[opener],
        notes,
      );
    const get = <T>(name: string, key: string, schema: z.ZodType<T>, usual: T): T =>
      one(name, schema, settings.get(key), usual, notes);
    const autoResume = get('Resume at start', keys.autoResume, autoResumeSchema, []);
    const scheduling = get('Start queued tasks', keys.scheduling, autoResumeSchema, []);
    const policy = {
      ...withPolicy(thresholds),
      isAutoResumeOn: autoResume.length > 0,
      isSchedulingOn: scheduling.length > 0,
    };
    return {
      preferences: {
        policy,
        autoResume,
        scheduling,
        relay: get('Relay', keys.relay, relaySchema, defaults.relay),
        notifications: get(
          'Notifications',
          keys.notifications,
          notificationsSchema,
          defaults.notifications,
        ),
        openWith,
      },
      defaults,
      notes,
    };
  }

  function put(key: string, value: unknown): void {
    const before = settings.get(key);
    settings.set(key, value);
    audit(key, before, value);
  }

  /** Changes some fields of a stored object; null takes one away. */
  function putFields(key: string, change: Readonly<Record<string, unknown>>): void {
    const next = { ...asObject(settings.get(key)), ...change };
    const kept = Object.entries(next).filter(([, value]) => value !== null && value !== undefined);
    put(key, kept.length === 0 ? undefined : Object.fromEntries(kept));
  }

  return {
    read,
    policy: () => read().preferences.policy,
    save(change) {
      for (const field of policyFieldNames) {
        const value = change.policy?.[field];
        if (value === undefined || value === null) continue;
        const checked = thresholdSchemas[field].safeParse(value);
        if (checked.success) continue;
        const why = checked.error.issues[0]?.message ?? 'it is out of bounds';
        return err({ kind: 'invalid', message: `${policyFields[field].label}: ${why}` });
      }
      if (change.policy !== undefined) putFields(keys.policy, change.policy);
      if (change.openWith === null) put(keys.openWith, undefined);
      else if (change.openWith !== undefined) putFields(keys.openWith, change.openWith);
      for (const name of ['autoResume', 'scheduling', 'relay', 'notifications'] as const) {
        const value = change[name];
        if (value !== undefined) put(keys[name], value ?? undefined);
      }
      return ok(read());
    },
  };
}

/** The audit's row of a changed setting. */
export const settingChange = (name: string, before: unknown, after: unknown): AuditDraft => ({
  actor: 'operator',
  verb: 'setting_changed',
  subject: `setting:${name}`,
  before: before ?? null,
  after: after ?? null,
  result: 'applied',
  message: after === undefined ? 'Set back to the default.' : 'Changed in Settings.',
});
