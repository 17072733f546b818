import { CircleX, GitPullRequestDraft, OctagonPause, Unlink2 } from 'lucide-react';
import type { Lane } from '#shared/domain/condition.ts';
import styles from './lane-icon.module.css';

const icons = {
  crashed: CircleX,
  orphaned: Unlink2,
  drifted: GitPullRequestDraft,
  blocked: OctagonPause,
} as const;

/** What a lane is called on screen. */
export const laneLabels: Readonly<Record<Lane, string>> = {
  crashed: 'Crashed',
  orphaned: 'Orphaned',
  drifted: 'Drifted',
  blocked: 'Blocked',
};

/** A lane's sign in its colour; always beside its name or in a row that says it. */
export function LaneIcon({ lane, size = 16 }: { readonly lane: Lane; readonly size?: number }) {
  const Icon = icons[lane];
  return <Icon className={styles[lane]} size={size} strokeWidth={1.75} aria-hidden="true" />;
}
