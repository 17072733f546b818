import { useId } from 'react';
import { useIntents } from '#renderer/state/use-mirror.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import type { Plan } from '#shared/domain/plan.ts';
import { sayIgnored } from './plan-words.ts';
import styles from './review.module.css';

interface IgnoredChoiceProps {
  readonly plan: Plan;
  /** The plan with the other choice is being made. */
  readonly isReplanning: boolean;
}

/** Offers to keep what git ignores with the backup; nothing where there is none. */
export function IgnoredChoice({ plan, isReplanning }: IgnoredChoiceProps) {
  const { keepIgnored } = useIntents();
  const id = useId();
  const says = sayIgnored(plan);
  if (says === '') return null;
  const isKept = plan.items.some(({ ignored }) => ignored?.isKept === true);
  return (
    <div className={styles.choice} aria-busy={isReplanning}>
      <Checkbox
        label="Keep ignored files too"
        describedBy={id}
        isChecked={isReplanning ? !isKept : isKept}
        onChange={(isChecked) => void keepIgnored(isChecked)}
      />
      <div>
        <b aria-hidden="true">Keep ignored files too</b>
        <p id={id}>{says}</p>
      </div>
    </div>
  );
}
