import { useRef } from 'react';
import type { Intents } from '#renderer/state/intents.ts';
import { chordOf } from '#renderer/state/keys.ts';
import type { Review } from '#renderer/state/mirror-state.ts';
import { useIntents, useMirror } from '#renderer/state/use-mirror.tsx';
import { sayAct } from '#renderer/state/words.ts';
import { Sentence } from '#renderer/ui/sentence.tsx';
import { Sheet } from '#renderer/ui/sheet.tsx';
import { findUndone } from '#renderer/state/outcome.ts';
import { choicesOfPlan } from '#shared/domain/plan-choices.ts';
import { sayEffects, sayTitle, sayTotals, sayUndone } from './plan-words.ts';
import { ReviewBody } from './review-body.tsx';
import { ReviewFoot } from './review-foot.tsx';

function titleOf(review: Review): string {
  switch (review.kind) {
    case 'planning':
      return `${sayAct(review.verb)}…`;
    case 'not_planned':
      return 'No plan could be made';
    case 'unanswered':
      return 'What was done is not known';
    case 'ready':
    case 'applying':
    case 'not_begun':
      return sayTitle(review.plan);
    case 'done':
      return `${findUndone(review.operation).length} of ${review.operation.items.length} not done`;
  }
}

function summaryOf(review: Review): string {
  switch (review.kind) {
    case 'planning':
      return 'Looking afresh, to plan with what is true now.';
    case 'not_planned':
      return 'Nothing was changed.';
    case 'ready':
    case 'applying':
    case 'not_begun':
    case 'unanswered':
      return [sayTotals(review.plan), sayEffects(review.plan)]
        .filter((part) => part !== '')
        .join(' · ');
    case 'done':
      return sayUndone(review.operation);
  }
}

/** Plans again, with P or with the button; null where there is nothing to plan again yet. */
function againOf(review: Review, intents: Intents): (() => void) | null {
  switch (review.kind) {
    case 'planning':
    case 'applying':
      return null;
    case 'done':
      return () => void intents.retryOperation(review.operation);
    case 'not_planned':
      return () => void intents.review(review.verb, review.conditionIds);
    case 'ready':
    case 'not_begun':
    case 'unanswered': {
      const { verb, items } = review.plan;
      return () =>
        void intents.review(
          verb,
          items.map((item) => item.conditionId),
          choicesOfPlan(review.plan),
        );
    }
  }
}

/** The review sheet, while there is something to review: exactly the plan that will run. */
export function ReviewSheet() {
  const review = useMirror((state) => state.review);
  const intents = useIntents();
  const first = useRef<HTMLButtonElement>(null);
  if (review === null) return null;
  const planAgain = againOf(review, intents);
  return (
    <Sheet
      title={<Sentence text={titleOf(review)} />}
      summary={summaryOf(review)}
      width="l"
      initialFocus={first}
      onClose={intents.closeReview}
      onKey={(event) => {
        const isField = event.target instanceof HTMLInputElement;
        if (chordOf(event) === 'P' && !event.repeat && !isField) planAgain?.();
      }}
      footer={
        <ReviewFoot
          key={review.kind === 'ready' ? review.plan.planId : review.kind}
          review={review}
          first={first}
          planAgain={planAgain}
        />
      }
    >
      <ReviewBody review={review} />
    </Sheet>
  );
}
