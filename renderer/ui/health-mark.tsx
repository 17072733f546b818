import {
  CircleCheck,
  CircleQuestionMark,
  FolderX,
  GitPullRequestDraft,
  PencilLine,
  Unlink2,
} from 'lucide-react';
import type { EnvironmentHealth } from '#shared/domain/environment.ts';
import styles from './health-mark.module.css';

const icons = {
  clean: CircleCheck,
  dirty: PencilLine,
  missing: FolderX,
  drifted: GitPullRequestDraft,
  orphaned: Unlink2,
  unknown: CircleQuestionMark,
} as const;

/** An environment's health by sign and word. */
export function HealthMark({ health }: { readonly health: EnvironmentHealth }) {
  const Icon = icons[health];
  return (
    <span className={styles.health} data-health={health}>
      <Icon size={15} strokeWidth={1.75} aria-hidden="true" />
      {health}
    </span>
  );
}
