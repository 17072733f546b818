import type { Policy } from '#shared/domain/policy.ts';
import {
  checkPolicyValue,
  fromUnit,
  inUnit,
  policyFieldNames,
  policyFields,
  type PolicyField,
} from '#shared/domain/policy-fields.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** The thresholds as they stand in fields, each in its unit. */
export type PolicyForm = Readonly<Record<PolicyField, string>>;
export type PolicyErrors = Readonly<Partial<Record<PolicyField, string>>>;

export const toPolicyForm = (policy: Policy): PolicyForm => {
  const entries = policyFieldNames.map((field) => [field, String(inUnit(field, policy[field]))]);
  // One entry for each name there is.
  return Object.fromEntries(entries) as PolicyForm;
};

/** `300 seconds`. */
export const describeThreshold = (field: PolicyField, stored: number): string =>
  `${inUnit(field, stored)} ${policyFields[field].unit}`.trim();

/** The thresholds that differ from `before`, as stored; null where the default is wanted again. */
export function readPolicyForm(
  form: PolicyForm,
  before: Policy,
  defaults: Policy,
): Result<Partial<Record<PolicyField, number | null>>, PolicyErrors> {
  const errors: Partial<Record<PolicyField, string>> = {};
  const change: Partial<Record<PolicyField, number | null>> = {};
  for (const field of policyFieldNames) {
    const text = form[field].trim();
    const value = text === '' ? Number.NaN : Number(text);
    const why = checkPolicyValue(field, value);
    if (why !== undefined) errors[field] = why;
    const stored = fromUnit(field, value);
    if (stored !== before[field]) change[field] = stored === defaults[field] ? null : stored;
  }
  return Object.keys(errors).length > 0 ? err(errors) : ok(change);
}
