import type { CleanupDisposition, CleanupPolicy } from '#shared/domain/environment.ts';

/** How the task that worked in an environment ended; a cancelled one did not succeed. */
export type TaskEnding = 'success' | 'failure';

/**
 * What the policy wants of an environment whose task is finished. Where a policy speaks only of a
 * clean environment, a dirty one is kept.
 */
export function cleanupDisposition(
  policy: CleanupPolicy,
  ending: TaskEnding,
  isClean: boolean,
): CleanupDisposition {
  switch (policy) {
    case 'keep_always':
      return 'kept';
    case 'remove_on_success':
      return ending === 'success' ? 'removed' : 'kept';
    case 'archive_on_failure':
      if (ending === 'failure') return 'archived';
      return isClean ? 'removed' : 'kept';
    case 'archive_always':
      return 'archived';
    case 'remove_when_clean_otherwise_archive':
      return isClean ? 'removed' : 'archived';
  }
}
