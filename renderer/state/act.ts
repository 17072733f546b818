import type { Plan, PlanChoices } from '#shared/domain/plan.ts';
import { choicesOfPlan } from '#shared/domain/plan-choices.ts';
import type { Instant } from '#shared/domain/run.ts';
import { reviewAbove, verbTiers, type Verb } from '#shared/domain/verb.ts';
import { messageOf } from '#shared/result.ts';
import { clientOf } from './client-of.ts';
import type { AwaitedPlan, MirrorState, Notice, Review } from './mirror-state.ts';
import type { Mirror } from './mirror.ts';
import { ongoing } from './words.ts';
import { describeOutcome, findUndone, mayApplyAtOnce } from './outcome.ts';
import { showPlan } from './show-plan.ts';
import { isUnanswered, tellUndone } from './unanswered.ts';

export interface ActDependencies {
  readonly mirror: Mirror;
  readonly notify: (notice: Omit<Notice, 'id'>) => void;
}

const nothingDone = 'Nothing was done';
const mustBeSeen = 'Its plan has to be looked at first, and another one is open.';

/** Where the sheet is opened whatever the plan will say. */
const isReviewed = (verb: Verb, count: number): boolean =>
  verbTiers[verb] >= 2 || (verbTiers[verb] === 1 && count > reviewAbove);

/** From the operator's choice to a verified outcome: plan, perhaps review, apply, tell. */
export function createAct({ mirror, notify }: ActDependencies) {
  const setReview = (review: Review | null) => mirror.setState({ review });

  const client = () => clientOf(mirror);

  function setBusy(ids: readonly string[], verb: Verb | null): void {
    const busy = new Map(mirror.getState().busy);
    for (const id of ids) {
      if (verb === null) busy.delete(id);
      else busy.set(id, verb);
    }
    mirror.setState({ busy });
  }

  /** Makes a fresh plan and shows it in the sheet, whatever its tier. */
  const review = (
    verb: Verb,
    conditionIds: readonly string[],
    choices: PlanChoices = {},
    waiting?: AwaitedPlan,
  ): Promise<void> =>
    showPlan(
      mirror,
      verb,
      conditionIds,
      ({ recover }, { askedAs }, options) =>
        recover.plan({ verb, conditionIds: [...conditionIds], choices, askedAs }, options),
      waiting,
    );

  /** Plans what is in the sheet once more, with the same choices and this one; the sheet stays. */
  async function keepIgnored(isKept: boolean): Promise<void> {
    const { review: shown } = mirror.getState();
    if (shown?.kind !== 'ready' || shown.isReplanning === true) return;
    const { verb, items } = shown.plan;
    const ids = items.map(({ conditionId }) => conditionId);
    const choices = { ...choicesOfPlan(shown.plan), keepIgnored: isKept };
    await review(verb, ids, choices, { ...shown, isReplanning: true });
  }

  const applyPlan = ({ planId, fingerprint }: Plan, confirmedCount?: number) =>
    client().recover.apply({
      planId,
      fingerprint,
      ...(confirmedCount === undefined ? {} : { confirmedCount }),
    });

  /** Runs the plan in the sheet: exactly that one. */
  async function applyReviewed(confirmedCount?: number): Promise<void> {
    const { review } = mirror.getState();
    if (review?.kind !== 'ready' || review.isReplanning === true) return;
    const { plan } = review;
    const applying: Review = { kind: 'applying', plan };
    setReview(applying);
    const isStillOpen = () => mirror.getState().review === applying;
    const ids = plan.items.filter((item) => item.eligible).map((item) => item.conditionId);
    setBusy(ids, plan.verb);
    try {
      const operation = await applyPlan(plan, confirmedCount);
      // Closed in the meantime, or all went well: the sheet is not needed to tell it.
      const isAllDone = findUndone(operation).length === 0;
      if (!isStillOpen() || isAllDone) notify(describeOutcome(operation));
      if (isStillOpen()) setReview(isAllDone ? null : { kind: 'done', plan, operation });
    } catch (error) {
      const kind = isUnanswered(error) ? 'unanswered' : 'not_begun';
      if (isStillOpen()) setReview({ kind, plan, message: messageOf(error) });
      else notify(tellUndone(error, nothingDone));
    } finally {
      setBusy(ids, null);
    }
  }

  async function applyAtOnce(
    verb: Verb,
    conditionIds: readonly string[],
    choices: PlanChoices = {},
  ): Promise<void> {
    setBusy(conditionIds, verb);
    const again = { verb, conditionIds, choices };
    let isBegun = false;
    try {
      const plan = await client().recover.plan({ verb, conditionIds: [...conditionIds], choices });
      if (mayApplyAtOnce(plan)) {
        isBegun = true;
        notify(describeOutcome(await applyPlan(plan)));
      } else if (mirror.getState().review === null) setReview({ kind: 'ready', plan });
      // Under the operator's hand no plan takes the place of another.
      else notify({ tone: 'bad', title: 'Nothing was done yet', lines: [mustBeSeen], again });
    } catch (error) {
      if (isBegun && isUnanswered(error)) notify(tellUndone(error, nothingDone));
      else notify({ tone: 'bad', title: nothingDone, lines: [messageOf(error)], again });
    } finally {
      setBusy(conditionIds, null);
    }
  }

  async function lookAgain(): Promise<void> {
    if (mirror.getState().isLooking) return;
    mirror.setState({ isLooking: true });
    try {
      await client().look();
    } catch (error) {
      notify({ tone: 'bad', title: 'The look failed', lines: [messageOf(error)] });
    } finally {
      mirror.setState({ isLooking: false });
    }
  }

  /**
   * The operator asked for `verb` on these conditions. A look needs no plan, a snooze has to be told
   * until when; tier 0 and 1 run at once when their plan has no warning, tier 1 only for at most 25
   * items; all else opens the review sheet.
   */
  async function act(verb: Verb, conditionIds: readonly string[]): Promise<void> {
    const { busy, byId }: MirrorState = mirror.getState();
    const free = conditionIds.filter((id) => !busy.has(id));
    const [first = ''] = conditionIds;
    const under = busy.get(first);
    if (free.length === 0) {
      if (under !== undefined)
        notify({
          tone: 'plain',
          title: byId.get(first)?.title ?? 'Wait a moment',
          lines: [`${ongoing[under]} is still under way; try again when it is done.`],
        });
      return;
    }
    if (verb !== 'look_again' && free.length < conditionIds.length)
      notify({
        tone: 'plain',
        title: `Left out ${conditionIds.length - free.length} of ${conditionIds.length}`,
        lines: ['What was begun for them before is still under way.'],
      });
    if (verb === 'look_again') await lookAgain();
    else if (verb === 'snooze') mirror.setState({ snoozing: free });
    else if (isReviewed(verb, free.length)) await review(verb, free);
    else await applyAtOnce(verb, free);
  }

  /** The operator said until when those that were asked about are to be off the list; null: not at all. */
  async function snoozeUntil(until: Instant | null): Promise<void> {
    const { snoozing } = mirror.getState();
    mirror.setState({ snoozing: null });
    if (snoozing !== null && until !== null) await applyAtOnce('snooze', snoozing, { until });
  }

  const closeReview = () => setReview(null);
  return { act, review, keepIgnored, applyReviewed, lookAgain, snoozeUntil, closeReview };
}
