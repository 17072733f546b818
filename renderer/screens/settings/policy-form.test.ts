import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '#shared/domain/policy.ts';
import { describeThreshold, readPolicyForm, toPolicyForm } from './policy-form.ts';

const form = toPolicyForm(defaultPolicy);
const read = (change: Partial<typeof form>, before = defaultPolicy) =>
  readPolicyForm({ ...form, ...change }, before, defaultPolicy);

describe('thresholds in fields', () => {
  it('stand in units that people use, and come back as they were', () => {
    expect(form).toMatchObject({ heartbeatLimitMs: '300', massDeathShare: '50' });
    expect(form.backupRetentionMs).toBe('30');
    expect(describeThreshold('planLifetimeMs', 900_000)).toBe('15 minutes');
    expect(read({})).toEqual({ ok: true, value: {} });
  });

  it('say only what differs, and the default as no choice', () => {
    expect(read({ massDeathShare: '55' })).toEqual({ ok: true, value: { massDeathShare: 0.55 } });
    const before = { ...defaultPolicy, massDeathCount: 9 };
    expect(read({ massDeathCount: '5' }, before)).toEqual({
      ok: true,
      value: { massDeathCount: null },
    });
  });

  it('name the bounds beside the field that is outside of them', () => {
    const wrong = read({ planLifetimeMs: '0', massDeathCount: 'a few', backupRetentionMs: '' });
    expect(wrong.ok ? [] : Object.keys(wrong.error).toSorted()).toEqual([
      'backupRetentionMs',
      'massDeathCount',
      'planLifetimeMs',
    ]);
    expect(!wrong.ok && wrong.error.planLifetimeMs).toBe('Must be 1 to 1440 minutes.');
  });
});
