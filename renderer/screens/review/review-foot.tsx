import { useEffect, useState, type RefObject } from 'react';
import type { Review } from '#renderer/state/mirror-state.ts';
import { useIntents } from '#renderer/state/use-mirror.tsx';
import { Button } from '#renderer/ui/button.tsx';
import type { Plan } from '#shared/domain/plan.ts';
import type { PlanProgress } from '#shared/contract/plan.ts';
import { eligibleItems, sayButton } from './plan-words.ts';
import { Progress } from './progress.tsx';
import styles from './review.module.css';

export interface ReviewFootProps {
  readonly review: Review;
  /** Given to the button that has the focus first. */
  readonly first: RefObject<HTMLButtonElement | null>;
  readonly planAgain: (() => void) | null;
}

interface TypedCountProps {
  readonly count: number;
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

/** For what cannot be undone: the operator types how many. */
const TypedCount = ({ count, typed, onType }: TypedCountProps) => (
  <label className={styles.typed}>
    This cannot be undone. Type {count} to go on:
    <input
      inputMode="numeric"
      autoComplete="off"
      value={typed}
      onChange={(event) => onType(event.target.value)}
    />
  </label>
);

/** How far the look for a plan is: here, where nothing has to make room for it. */
const Looking = ({ progress }: { readonly progress: PlanProgress | undefined }) => (
  <div className={styles.looking}>
    <Progress
      done={progress?.looked}
      total={progress?.total ?? 1}
      say={(looked) => `Looking at ${looked} of ${progress?.total}…`}
    />
  </div>
);

interface ConfirmProps extends Pick<ReviewFootProps, 'first'> {
  readonly plan: Plan;
  /** It is not this plan any more that would be carried out. */
  readonly isReplanning: boolean;
}

function Confirm({ plan, isReplanning, first }: ConfirmProps) {
  const { applyReviewed, closeReview } = useIntents();
  const [typed, setTyped] = useState('');
  const count = eligibleItems(plan).length;
  const isTyped = plan.tier === 3;
  const isReady = !isReplanning && count > 0 && (!isTyped || typed.trim() === String(count));
  // Where something may be lost, the key at hand must be the one that does nothing.
  const isCautious = plan.tier >= 2 || plan.items.some((item) => item.warnings.length > 0);
  return (
    <>
      {isTyped && count > 0 && <TypedCount count={count} typed={typed} onType={setTyped} />}
      <span className={styles.space} />
      <Button ref={isCautious || count === 0 ? first : undefined} onClick={closeReview}>
        {count === 0 ? 'Close' : 'Cancel'}
      </Button>
      {count > 0 && (
        <Button
          ref={isCautious ? undefined : first}
          look="primary"
          disabled={!isReady}
          onKeyDown={(event) => {
            // Enter never confirms what cannot be undone; a press of the pointer or of Space does.
            if (isTyped && event.key === 'Enter') event.preventDefault();
          }}
          onClick={() => void applyReviewed(isTyped ? count : undefined)}
        >
          {sayButton(plan)}
        </Button>
      )}
    </>
  );
}

/** The sheet's buttons in each of its states. */
export function ReviewFoot({ review, first, planAgain }: ReviewFootProps) {
  const { closeReview } = useIntents();
  // Each state brings buttons of its own; the focus goes to the first of them, but not away from a choice.
  useEffect(() => {
    if (!(document.activeElement instanceof HTMLInputElement)) first.current?.focus();
  }, [first]);
  if (review.kind === 'ready')
    return (
      <>
        {review.isReplanning === true && <Looking progress={review.progress} />}
        <Confirm plan={review.plan} isReplanning={review.isReplanning === true} first={first} />
      </>
    );
  const isWaiting = review.kind === 'planning' || review.kind === 'applying';
  return (
    <>
      {review.kind === 'planning' && <Looking progress={review.progress} />}
      {review.kind === 'applying' && (
        <span className={styles.note}>It goes on when this is closed.</span>
      )}
      <span className={styles.space} />
      <Button ref={first} onClick={closeReview}>
        {review.kind === 'planning' ? 'Cancel' : 'Close'}
      </Button>
      {!isWaiting && planAgain !== null && (
        <Button look="primary" keys="P" onClick={planAgain}>
          Plan again
        </Button>
      )}
    </>
  );
}
