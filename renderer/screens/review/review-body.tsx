import type { Review } from '#renderer/state/mirror-state.ts';
import { countResults } from '#renderer/state/outcome.ts';
import { useMirror } from '#renderer/state/use-mirror.tsx';
import { ongoing } from '#renderer/state/words.ts';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { IgnoredChoice } from './ignored-choice.tsx';
import { OutcomeList } from './outcome-list.tsx';
import { PlanItems } from './plan-items.tsx';
import { Progress } from './progress.tsx';
import styles from './review.module.css';

/** How far the plan in the sheet has been carried out. */
function Applied({ planId, total }: { readonly planId: string; readonly total: number }) {
  const operation = useMirror((state) =>
    state.view?.operations.findLast((one) => one.planId === planId),
  );
  const verb = operation?.verb;
  const done = operation === undefined ? 0 : total - countResults(operation).not_attempted;
  return (
    <div className={styles.progress}>
      <Progress
        done={done}
        total={total}
        say={(count) =>
          `${verb === undefined ? 'Beginning' : ongoing[verb]}: ${count} of ${total} done`
        }
      />
    </div>
  );
}

/** The sheet's contents in each of its states. */
export function ReviewBody({ review }: { readonly review: Review }) {
  switch (review.kind) {
    case 'planning':
      return (
        <div className={styles.waiting}>
          <Skeleton lines={4} label="The plan is being made" />
        </div>
      );
    case 'not_planned':
      return (
        <p className={styles.failure} role="alert">
          {review.message}
        </p>
      );
    case 'not_begun':
      return (
        <>
          <p className={styles.failure} role="alert">
            <b>Nothing was begun.</b> {review.message}
          </p>
          <PlanItems items={review.plan.items} />
        </>
      );
    case 'unanswered':
      return (
        <>
          <p className={styles.failure} role="alert">
            {review.message} Operations tells what was done, once the console answers.
          </p>
          <PlanItems items={review.plan.items} />
        </>
      );
    case 'ready':
      return (
        <>
          <IgnoredChoice plan={review.plan} isReplanning={review.isReplanning === true} />
          <PlanItems items={review.plan.items} />
        </>
      );
    case 'applying':
      return (
        <>
          <Applied planId={review.plan.planId} total={review.plan.items.length} />
          <PlanItems items={review.plan.items} />
        </>
      );
    case 'done':
      return <OutcomeList items={review.operation.items} />;
  }
}
