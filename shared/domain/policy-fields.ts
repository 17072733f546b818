import { defaultPolicy, type Policy } from './policy.ts';

/** The thresholds an operator sets by number. */
export type PolicyField = Exclude<keyof Policy, 'isAutoResumeOn' | 'isSchedulingOn'>;

/** How one threshold is named, and between which values it may lie; bounds in its unit. */
export interface PolicyFieldFacts {
  readonly label: string;
  readonly hint: string;
  readonly unit: 'seconds' | 'minutes' | 'days' | 'percent' | '';
  /** The stored value of one unit. */
  readonly perUnit: number;
  readonly min: number;
  readonly max: number;
}

const second = 1000;
const minute = 60 * second;
const day = 24 * 60 * minute;

/** Every threshold, in the order in which it is shown. */
export const policyFields: Readonly<Record<PolicyField, PolicyFieldFacts>> = {
  spawnGraceMs: {
    label: 'Grace for a new session',
    hint: 'One this young that its engine does not list yet is not called gone.',
    unit: 'seconds',
    perUnit: second,
    min: 5,
    max: 600,
  },
  heartbeatLimitMs: {
    label: 'Unresponsive after',
    hint: 'A living session that has been silent for longer is shown as unresponsive.',
    unit: 'seconds',
    perUnit: second,
    min: 30,
    max: 86_400,
  },
  indexLockLimitMs: {
    label: 'An index lock is abandoned after',
    hint: 'Only when no process holds it.',
    unit: 'minutes',
    perUnit: minute,
    min: 1,
    max: 1440,
  },
  massDeathCount: {
    label: 'Mass death: at least so many sessions',
    hint: 'If so many end at once, nothing is written until you have looked.',
    unit: '',
    perUnit: 1,
    min: 2,
    max: 1000,
  },
  massDeathShare: {
    label: 'Mass death: and more than this share',
    hint: 'Of those that were alive at the look before.',
    unit: 'percent',
    perUnit: 0.01,
    min: 10,
    max: 99,
  },
  doneRetentionMs: {
    label: 'Done pipeline items are archived after',
    hint: 'Counted from when the item was done.',
    unit: 'minutes',
    perUnit: minute,
    min: 1,
    max: 43_200,
  },
  planLifetimeMs: {
    label: 'A plan expires after',
    hint: 'An expired plan is made anew before it is carried out.',
    unit: 'minutes',
    perUnit: minute,
    min: 1,
    max: 1440,
  },
  backupRetentionMs: {
    label: 'Backups are kept for',
    hint: 'As long as that, what was cleaned up can be brought back.',
    unit: 'days',
    perUnit: day,
    min: 1,
    max: 3650,
  },
  historyRetentionMs: {
    label: 'History is kept for',
    hint: 'For the charts; the audit is kept for ever.',
    unit: 'days',
    perUnit: day,
    min: 7,
    max: 3650,
  },
  concurrencyLimit: {
    label: 'Tasks that run at once',
    hint: 'In one workspace, of the queued tasks that Rollcall starts by itself.',
    unit: '',
    perUnit: 1,
    min: 1,
    max: 64,
  },
};

/** All names, in that order. */
// Of the record above the keys are known; `Object.keys` forgets them.
export const policyFieldNames = Object.keys(policyFields) as readonly PolicyField[];

/** A stored value in its unit. */
export const inUnit = (field: PolicyField, stored: number): number =>
  Number((stored / policyFields[field].perUnit).toFixed(6));

/** Why a value in its unit cannot be taken; undefined when it can. */
export function checkPolicyValue(field: PolicyField, value: number): string | undefined {
  const { min, max, unit } = policyFields[field];
  const bounds = `${min} to ${max}${unit === '' ? '' : ` ${unit}`}`;
  if (!Number.isInteger(value)) return `Write a whole number, ${bounds}.`;
  return value < min || value > max ? `Must be ${bounds}.` : undefined;
}

/** As stored, from a value in its unit. */
export const fromUnit = (field: PolicyField, value: number): number =>
  Number((value * policyFields[field].perUnit).toFixed(6));

/** The policy with those thresholds changed. */
export const withPolicy = (changes: Readonly<Partial<Record<PolicyField, number>>>): Policy => ({
  ...defaultPolicy,
  ...changes,
});
