import {
  thresholdSchemas,
  type ChosenPreferences,
  type PreferencesChange,
} from '#shared/contract/settings.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { policyFieldNames, policyFields } from '#shared/domain/policy-fields.ts';
import type { AuditDraft } from '#shared/domain/records.ts';
import { err, ok, type Result } from '#shared/result.ts';
import {
  asObject,
  preferenceKeys as keys,
  readPreferences,
  usualPreferences,
} from './read-preferences.ts';
import type { Refusal } from './router.ts';

export interface PreferencesDeps {
  readonly settings: { get(key: string): unknown; set(key: string, value: unknown): void };
  readonly platform: string;
  /** Tells who changed what; the setting's name and its value before and after. */
  readonly audit: (name: string, before: unknown, after: unknown) => void;
}

/** What the operator chose. */
export interface PreferencesPart {
  read(): ChosenPreferences;
  policy(): Policy;
  save(change: PreferencesChange): Result<ChosenPreferences, Refusal>;
}

/** The first threshold that is out of its bounds; undefined when none is. */
function findProblem(change: PreferencesChange): Refusal | undefined {
  for (const field of policyFieldNames) {
    const value = change.policy?.[field];
    if (value === undefined || value === null) continue;
    const checked = thresholdSchemas[field].safeParse(value);
    if (checked.success) continue;
    const why = checked.error.issues[0]?.message ?? 'it is out of bounds';
    return { kind: 'invalid', message: `${policyFields[field].label}: ${why}` };
  }
  return undefined;
}

/** Keeps the operator's choices in the journal's settings, and tells of each change. */
export function createPreferences({ settings, platform, audit }: PreferencesDeps): PreferencesPart {
  const defaults = usualPreferences(platform);
  const read = (): ChosenPreferences => readPreferences((key) => settings.get(key), defaults);

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
      const problem = findProblem(change);
      if (problem !== undefined) return err(problem);
      if (change.policy !== undefined) putFields(keys.policy, change.policy);
      if (change.openWith === null) put(keys.openWith, undefined);
      else if (change.openWith !== undefined) putFields(keys.openWith, change.openWith);
      for (const name of ['autoResume', 'scheduling', 'relay', 'notifications', 'views'] as const) {
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
