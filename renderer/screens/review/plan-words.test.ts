import { describe, expect, it } from 'vitest';
import type { ItemResult, Plan, PlanItem } from '#shared/domain/plan.ts';
import { makePlan, makePlanItem } from '#shared/testing/make-plan.ts';
import { sayButton, sayEffects, sayIgnored, sayTitle, sayTotals, sayUndone } from './plan-words.ts';

const item = makePlanItem;
const plan = (...items: readonly PlanItem[]) => makePlan(items);
const skipped = item({ eligible: false, why: 'It is running.' });

describe('a plan in words', () => {
  it('names verb, object and count on its button', () => {
    expect(sayButton(plan(item(), item(), skipped))).toBe('Restart 2 tasks');
    expect(sayButton(plan(item({ verb: 'recreate' })))).toBe('Recreate 1 environment');
    expect(sayButton(plan(item({ verb: 'release_lease' }), item({ verb: 'release_lease' })))).toBe(
      'Release 2 leases',
    );
    expect(sayButton(plan(item({ verb: 'mark_crashed' })))).toBe('Mark 1 session crashed');
    expect(sayButton(plan(item({ verb: 'clean_up' })))).toBe('Clean up 1 session');
  });

  it('asks about one item by its name, about several by their number', () => {
    expect(sayTitle(plan(item()))).toBe('Restart “Fix the login form”?');
    expect(sayTitle(plan(item(), item()))).toBe('Restart 2 tasks?');
  });

  it('asks nothing when nothing can be done', () => {
    expect(sayTitle(plan(skipped))).toBe('Nothing can be done now');
  });

  it('counts what is skipped', () => {
    expect(sayTotals(plan(skipped, item(), item()))).toBe('2 restart, 1 skipped');
  });

  it('says what git ignores, and what becomes of it by the choice', () => {
    const ignored = {
      files: 12,
      bytes: 3_400_000,
      names: ['.env', 'build/'],
      isPartial: false,
      isKept: false,
    };
    expect(sayIgnored(plan(item()))).toBe('');
    expect(sayIgnored(plan(item({ ignored })))).toBe(
      '12 files, 3.4 MB: .env, build/ … The backup leaves out what git ignores; it stays where it is.',
    );
    const kept = { ...ignored, isKept: true, isPartial: true };
    expect(sayIgnored(plan(item({ ignored: kept }), item({ ignored: kept })))).toBe(
      'More than 24 files in 2 worktrees, 6.8 MB: .env, build/ … Copied to the home directory with the backup.',
    );
  });

  it('says what is kept and freed', () => {
    const backup = { kind: 'git_ref', location: 'refs/rollcall/backups/1' } as const;
    expect(sayEffects(plan(item({ backup, frees: 1_400_000_000 })))).toBe(
      '1 backup made first, frees 1.4 GB',
    );
    expect(sayEffects(plan(item()))).toBe('');
  });

  it('says until when it can be undone, how where that is not plain, and that it cannot', () => {
    const until = '2026-02-28T12:00:00.000Z';
    const says = (undo: Plan['undo']) => sayEffects({ ...plan(item()), undo });
    expect(says({ until })).toMatch(/^can be undone until \w+ 2026-0[23]-\d\d \d\d:00$/);
    expect(says({ until, how: 'in a new session' })).toMatch(/ \(in a new session\)$/);
    expect(says({ why: 'It changed nothing.' })).toBe('cannot be undone');
    expect(sayEffects({ ...plan(skipped), undo: { until } })).toBe('');
  });

  it('speaks of a changed fact only where something was refused', () => {
    const { conditionId, subject, title, verb } = item();
    const sayOf = (...results: readonly ItemResult[]) =>
      sayUndone({
        operationId: 'o',
        planId: 'p',
        verb,
        state: 'done',
        startedAt: '',
        items: results.map((result) => ({ conditionId, subject, title, verb, result, why: '' })),
      });
    expect(sayOf('applied', 'refused')).toBe(
      'What was refused was not touched: a fact had changed since the plan was made.',
    );
    expect(sayOf('failed')).toBe('What failed says how far it came.');
    expect(sayOf('failed', 'cancelled', 'not_attempted')).toBe(
      'What failed says how far it came. What was cancelled was not begun.',
    );
  });
});
