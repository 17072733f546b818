import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import type { Operation, Plan, PlanChoices } from '#shared/domain/plan.ts';
import { choiceFacts } from '#shared/domain/plan-choices.ts';
import type { Tier, Verb } from '#shared/domain/verb.ts';
import { makeCondition } from '#shared/testing/make-condition.ts';
import { makePlan, makePlanItem } from '#shared/testing/make-plan.ts';
import { createAct } from './act.ts';
import { Unanswered, type Client } from './client.ts';
import type { Notice } from './mirror-state.ts';
import { createMirror } from './mirror.ts';

interface Answers {
  readonly tier?: Tier;
  readonly warnings?: readonly string[];
  readonly isRefused?: boolean;
  readonly failure?: string;
  /** Thrown when a plan is applied. */
  readonly end?: Error;
}

/** A console that writes down what it was asked and answers as told. */
function start({ tier = 1, warnings = [], isRefused = false, failure, end }: Answers = {}) {
  const asked: string[] = [];
  const { subject, title } = makeCondition.crashed();
  const recover = {
    plan: async (request: {
      verb: Verb;
      conditionIds: readonly string[];
      choices?: PlanChoices;
    }): Promise<Plan> => {
      const until = request.choices?.until;
      const isKept = request.choices?.keepIgnored === true;
      const asks = `${until === undefined ? '' : ` until ${until}`}${isKept ? ' with ignored files' : ''}`;
      asked.push(`plan ${request.verb} ${request.conditionIds.join(' ')}${asks}`);
      if (failure !== undefined) throw new Error(failure);
      const { verb } = request;
      const items = request.conditionIds.map((conditionId) =>
        makePlanItem({
          conditionId,
          subject,
          title,
          verb,
          warnings,
          preconditions: choiceFacts(request.choices ?? {}),
        }),
      );
      return makePlan(items, { verb, tier });
    },
    apply: async (request: { planId: string; confirmedCount?: number }): Promise<Operation> => {
      asked.push(`apply ${request.planId} ${request.confirmedCount ?? ''}`.trim());
      if (end !== undefined) throw end;
      const changed = { before: { fact: 'HEAD', value: '1' }, after: { fact: 'HEAD', value: '2' } };
      const result = isRefused ? 'refused' : 'applied';
      const item = { conditionId: 'a', subject, title, verb: 'resume', result } as const;
      return {
        operationId: 'o',
        planId: 'p',
        verb: 'resume',
        state: 'done',
        startedAt: '',
        items: [{ ...item, why: 'Moved.', ...(isRefused ? changed : {}) }],
      };
    },
  };
  const mirror = createMirror({ theme: 'system', density: 'comfortable' });
  // Only the calls above are made by what is tested here.
  mirror.setState({ client: { recover } as unknown as Client });
  const notices: Omit<Notice, 'id'>[] = [];
  const act = createAct({ mirror, notify: (notice) => notices.push(notice) });
  return { act, mirror, asked, notices };
}

describe('acting', () => {
  it('runs a tier 1 plan without a warning at once, and tells the result', async () => {
    const { act, asked, notices, mirror } = start();
    await act.act('resume', ['a']);
    expect(asked).toEqual(['plan resume a', 'apply p']);
    expect(notices[0]).toMatchObject({ tone: 'good', title: 'Resumed “Fix the login form”' });
    expect(mirror.getState().busy.size).toBe(0);
  });

  it('shows a plan with a warning before it runs', async () => {
    const { act, asked, mirror } = start({ warnings: ['It pushed last.'] });
    await act.act('resume', ['a']);
    expect(asked).toEqual(['plan resume a']);
    expect(mirror.getState().review?.kind).toBe('ready');
  });

  it('opens the sheet for more than 25 items at once, so that the look for them is seen', async () => {
    const { act, asked, mirror } = start();
    const ids = Array.from({ length: 26 }, (_, index) => `${index}`);
    const acting = act.act('resume', ids);
    expect(mirror.getState().review).toMatchObject({ kind: 'planning', conditionIds: ids });
    await acting;
    expect(asked).toEqual([`plan resume ${ids.join(' ')}`]);
    expect(mirror.getState().review?.kind).toBe('ready');
  });

  it('shows a plan that the console raised to a higher tier', async () => {
    const { act, asked, mirror } = start({ tier: 3 });
    await act.act('resume', ['a']);
    expect(asked).toEqual(['plan resume a']);
    await act.applyReviewed(1);
    expect(asked[1]).toBe('apply p 1');
    expect(mirror.getState().review).toBeNull();
  });

  it('never runs a tier 2 verb without the review sheet', async () => {
    const { act, asked, mirror } = start();
    await act.act('restart', ['a']);
    expect(asked).toEqual(['plan restart a']);
    expect(mirror.getState().review?.kind).toBe('ready');
  });

  it('asks until when before it snoozes, and does nothing when that is not told', async () => {
    const { act, asked, mirror } = start({ tier: 0 });
    await act.act('snooze', ['a', 'b']);
    expect(mirror.getState().snoozing).toEqual(['a', 'b']);
    await act.snoozeUntil(null);
    expect([asked, mirror.getState().snoozing]).toEqual([[], null]);
    await act.act('snooze', ['a', 'b']);
    await act.snoozeUntil('2026-02-01T09:00:00Z');
    expect(asked).toEqual(['plan snooze a b until 2026-02-01T09:00:00Z', 'apply p']);
  });

  it('shows more than 25 items first', async () => {
    const { act, asked } = start();
    await act.act(
      'resume',
      Array.from({ length: 26 }, (_, index) => `${index}`),
    );
    expect(asked).toHaveLength(1);
  });

  it('tells the changed fact of a refusal and offers to plan again', async () => {
    const { act, notices } = start({ isRefused: true });
    await act.act('resume', ['a']);
    expect(notices[0]).toMatchObject({
      tone: 'bad',
      lines: ['Moved. (HEAD: 1 → 2)'],
      again: { operationId: 'o' },
    });
  });

  it('keeps refused items in the sheet', async () => {
    const { act, mirror } = start({ isRefused: true });
    await act.review('restart', ['a']);
    await act.applyReviewed();
    expect(mirror.getState().review?.kind).toBe('done');
  });

  it('says why no plan could be made, and that nothing was done', async () => {
    const { act, mirror, notices } = start({ failure: 'The console is busy.' });
    await act.act('restart', ['a']);
    expect(mirror.getState().review).toMatchObject({ message: 'The console is busy.' });
    await act.act('resume', ['a']);
    expect(notices[0]).toMatchObject({ title: 'Nothing was done' });
  });

  it('plans anew with ignored files in the same sheet, and carries only that plan out', async () => {
    const { act, mirror, asked } = start();
    await act.review('restart', ['a']);
    const planning = act.keepIgnored(true);
    expect(mirror.getState().review).toMatchObject({ kind: 'ready', isReplanning: true });
    await act.applyReviewed();
    await planning;
    expect(mirror.getState().review).toEqual({ kind: 'ready', plan: expect.anything() });
    await act.keepIgnored(false);
    await act.keepIgnored(true);
    await act.applyReviewed();
    const chosen = 'plan restart a with ignored files';
    expect(asked).toEqual(['plan restart a', chosen, 'plan restart a', chosen, 'apply p']);
  });

  it('drops a plan that arrives after the sheet was closed', async () => {
    const { act, mirror } = start();
    const planning = act.review('restart', ['a']);
    act.closeReview();
    await planning;
    expect(mirror.getState().review).toBeNull();
  });

  it('does not act twice on an item that is being acted on', async () => {
    const { act, asked, notices } = start();
    await Promise.all([act.act('resume', ['a']), act.act('resume', ['a'])]);
    expect(asked).toEqual(['plan resume a', 'apply p']);
    expect(notices[0]?.lines[0]).toContain('Resuming is still under way');
  });

  it('says how many of several it leaves out because they are being acted on', async () => {
    const { act, asked, notices } = start();
    const first = act.act('resume', ['a']);
    await act.act('resume', ['a', 'b', 'c']);
    await first;
    expect(asked).toContain('plan resume b c');
    expect(notices[0]).toMatchObject({ title: 'Left out 1 of 3' });
  });

  it('says so while the connection is lost', async () => {
    const { act, mirror, notices } = start();
    mirror.setState({ client: null });
    await act.act('resume', ['a']);
    expect(notices[0]?.lines[0]).toContain('connection to the console is lost');
  });

  it.each([
    new Unanswered('The connection was lost.'),
    new ORPCError('INTERNAL_SERVER_ERROR', { message: 'It broke off.' }),
  ])('does not claim that nothing was done when the console broke off: %s', async (end) => {
    const { act, mirror, notices } = start({ end });
    await act.act('resume', ['a']);
    expect(notices[0]).toMatchObject({ title: 'What was done is not known' });
    expect(notices[0]?.again).toBeUndefined();
    await act.review('restart', ['a']);
    await act.applyReviewed();
    expect(mirror.getState().review).toMatchObject({ kind: 'unanswered', message: end.message });
  });

  it('says that nothing was begun when the console refused the plan', async () => {
    const end = new ORPCError('REFUSED', { defined: true, message: 'The plan is too old.' });
    const { act, mirror, notices } = start({ end });
    await act.act('resume', ['a']);
    expect(notices[0]).toMatchObject({
      title: 'Nothing was done',
      lines: ['The plan is too old.'],
    });
    await act.review('restart', ['a']);
    await act.applyReviewed();
    expect(mirror.getState().review).toMatchObject({ kind: 'not_begun' });
  });

  it('puts no plan in the place of one that the operator looks at', async () => {
    const { act, mirror, notices } = start({ warnings: ['It pushed last.'] });
    const acting = act.act('resume', ['a']);
    const reviewing = act.review('restart', ['b']);
    await Promise.all([acting, reviewing]);
    expect(mirror.getState().review).toMatchObject({ plan: { verb: 'restart' } });
    expect(notices[0]).toMatchObject({
      title: 'Nothing was done yet',
      again: { verb: 'resume', conditionIds: ['a'] },
    });
  });

  it('offers a snooze that failed again until the same time', async () => {
    const { act, notices } = start({ failure: 'The console is busy.' });
    await act.act('snooze', ['a']);
    await act.snoozeUntil('2026-02-01T09:00:00Z');
    expect(notices[0]?.again).toMatchObject({ choices: { until: '2026-02-01T09:00:00Z' } });
  });
});
