import { Ban, Check, CircleDashed, CircleSlash, Equal, X } from 'lucide-react';
import type { ItemResult } from '#shared/domain/plan.ts';
import styles from './result-mark.module.css';

const icons = {
  applied: Check,
  no_change_needed: Equal,
  refused: Ban,
  failed: X,
  cancelled: CircleSlash,
  not_attempted: CircleDashed,
} as const;

export interface ResultMarkProps {
  readonly result: ItemResult;
  readonly label: string;
}

/** What became of an item, by sign and word. */
export function ResultMark({ result, label }: ResultMarkProps) {
  const Icon = icons[result];
  return (
    <span className={styles.result} data-result={result}>
      <Icon size={14} strokeWidth={2} aria-hidden="true" />
      {label}
    </span>
  );
}
