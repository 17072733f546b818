import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleSlash,
  CircleX,
  Hand,
  type LucideIcon,
} from 'lucide-react';
import type { RunStatus } from '#shared/domain/run.ts';
import type { TaskState } from '#shared/domain/task.ts';
import styles from './state-mark.module.css';

const icons: Readonly<Record<TaskState | RunStatus, LucideIcon>> = {
  draft: CircleDashed,
  queued: CircleDashed,
  blocked: Ban,
  waiting: Ban,
  pending_approval: Hand,
  review_pending: Hand,
  test_pending: Hand,
  running: CircleDot,
  completed: CircleCheck,
  failed: CircleX,
  cancelled: CircleSlash,
};

/** The state of a task or run, by sign and word. */
export function StateMark({ state }: { readonly state: TaskState | RunStatus }) {
  const Icon = icons[state];
  return (
    <span className={styles.state} data-state={state}>
      <Icon size={15} strokeWidth={1.75} aria-hidden="true" />
      {state.replaceAll('_', ' ')}
    </span>
  );
}
