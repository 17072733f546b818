import { BellOff, CircleCheck, CircleQuestionMark } from 'lucide-react';
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
  const Icon = icons[standing];
  return (
    <p className={styles.standing} data-gone={standing === 'gone'}>
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
      {sayStanding(standing, observedAt, until)}
    </p>
  );
}

const icons = { gone: CircleCheck, acknowledged: BellOff, unknown: CircleQuestionMark } as const;

function sayStanding(
  standing: Exclude<StandingOf, 'open'>,
  observedAt: string,
  until: Instant | undefined,
): string {
  switch (standing) {
    case 'gone':
      return `No longer so when last looked at (${formatClock(observedAt)}); shown as last seen.`;
    case 'unknown':
      return 'Not looked at again yet; shown as last seen.';
    case 'acknowledged':
      return until === undefined
        ? 'Acknowledged: off the list until something about it changes.'
        : `Snoozed until ${formatDay(until)}, unless something about it changes before.`;
  }
}
