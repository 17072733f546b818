import { expect, test } from 'vitest';
import { defaultPolicy } from '#shared/domain/policy.ts';
import { isQuietAt } from '#shared/domain/preferences.ts';
import { createPreferences } from './preferences-part.ts';

function make(stored: Record<string, unknown> = {}) {
  const kept = new Map(Object.entries(stored));
  const audited: string[] = [];
  const part = createPreferences({
    settings: {
      get: (key) => kept.get(key),
      set: (key, value) => void (value === undefined ? kept.delete(key) : kept.set(key, value)),
    },
    platform: 'linux',
    audit: (name) => audited.push(name),
  });
  return { part, kept, audited };
}

test('without a choice everything is at its default, and nothing resumes by itself', () => {
  const { preferences, notes } = make().part.read();
  expect(preferences.policy).toEqual(defaultPolicy);
  expect(preferences.autoResume).toEqual([]);
  expect(preferences.openWith.editor).toEqual(['code', '{path}']);
  expect(notes).toEqual([]);
});

test('what is chosen applies at once, and goes back to the default field by field', () => {
  const { part, kept, audited } = make();
  part.save({ policy: { heartbeatLimitMs: 60_000, massDeathCount: 9 } });
  expect(part.policy()).toMatchObject({ heartbeatLimitMs: 60_000, massDeathCount: 9 });
  part.save({ policy: { heartbeatLimitMs: null } });
  expect(part.policy()).toMatchObject({ heartbeatLimitMs: 300_000, massDeathCount: 9 });
  part.save({ policy: { massDeathCount: null } });
  expect(kept.size).toBe(0);
  expect(audited).toEqual(['policy', 'policy', 'policy']);
});

test('a workspace that may resume by itself turns the policy on', () => {
  const { part } = make();
  part.save({ autoResume: ['/repos/shop'] });
  expect(part.policy().isAutoResumeOn).toBe(true);
  expect(part.policy().isSchedulingOn).toBe(false);
  part.save({ scheduling: ['/repos/shop'] });
  expect(part.policy().isSchedulingOn).toBe(true);
});

test('a value out of bounds is refused by name, and nothing is changed', () => {
  const { part, kept } = make();
  const saved = part.save({ policy: { massDeathCount: 3, planLifetimeMs: 1 } });
  expect(saved).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('A plan expires after') },
  });
  expect(kept.size).toBe(0);
});

test('what was stored by another hand and cannot be used falls back, field by field, and says so', () => {
  const { part } = make({
    policy: { massDeathCount: 'many', heartbeatLimitMs: 60_000 },
    relay: { url: 'https://me:secret@gateway.example', project: null },
    open_with: { editor: ['--help'], files: ['nautilus', '{path}'] },
    notifications: 7,
  });
  const { preferences, notes } = part.read();
  expect(preferences.policy).toMatchObject({ massDeathCount: 5, heartbeatLimitMs: 60_000 });
  expect(preferences.relay.url).toBeNull();
  expect(preferences.openWith).toMatchObject({
    editor: ['code', '{path}'],
    files: ['nautilus', '{path}'],
  });
  expect(notes).toHaveLength(4);
});

test('quiet hours go over midnight', () => {
  const night = { from: '22:00', to: '07:30' };
  expect([1319, 1320, 0, 449, 450].map((minute) => isQuietAt(night, minute))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
  expect(isQuietAt({ from: '12:00', to: '13:00' }, 720)).toBe(true);
  expect(isQuietAt({ from: '12:00', to: '12:00' }, 720)).toBe(false);
  expect(isQuietAt(null, 720)).toBe(false);
});

test('saved views are kept in their order, and one that cannot be used is told', () => {
  const { part, kept } = make();
  const view = (id: string) =>
    ({ id, name: id, query: 'risk:>0', ordering: 'newest', isGrouped: false }) as const;
  part.save({ views: [view('night'), view('risk')] });
  expect(part.read().preferences.views.map(({ id }) => id)).toEqual(['night', 'risk']);
  part.save({ views: null });
  expect(kept.size).toBe(0);
  const { preferences, notes } = make({ views: [view('a'), view('a')] }).part.read();
  expect(preferences.views).toEqual([]);
  expect(notes.join(' ')).toContain('Saved views');
});
