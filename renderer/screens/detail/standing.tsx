import { BellOff, CircleCheck } from 'lucide-react';
import { formatClock, formatDay } from '#renderer/ui/time.ts';
import type { Instant } from '#shared/domain/run.ts';
import styles from './standing.module.css';
import type { Standing as StandingOf } from './use-condition.ts';

export interface StandingProps {
  readonly standing: StandingOf;
  /** The end of the last look; empty before the first. */
  readonly observedAt: string;
  /** Of one that was snoozed. */
  readonly until: Instant | undefined;
}

/** Says so when the condition is no longer on the list, and why. */
export function Standing({ standing, observedAt, until }: StandingProps) {
  if (standing === 'open') return null;
  const isGone = standing === 'gone';
  const Icon = isGone ? CircleCheck : BellOff;
  return (
    <p className={styles.standing} data-gone={isGone}>
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
      {isGone
        ? `No longer so when last looked at${observedAt === '' ? '' : ` (${formatClock(observedAt)})`}; shown as last seen.`
        : until === undefined
          ? 'Acknowledged: off the list until something about it changes.'
          : `Snoozed until ${formatDay(until)}, unless something about it changes before.`}
    </p>
  );
}
