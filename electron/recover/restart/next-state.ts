import { dependencyReason } from '#shared/domain/blocked-reason.ts';
import type { TaskScene } from '#electron/recover/task-scene.ts';

/** Where a restarted task goes: only a queued one is started at once. */
export type NextState =
  | { readonly state: 'queued' }
  | { readonly state: 'pending_approval' }
  | { readonly state: 'blocked'; readonly reasons: readonly string[] };

/** An approval is asked first, then the dependencies; a missing dependency counts as open. */
export function nextState({ task, records }: TaskScene): NextState {
  if (task?.record.approvalRequired === true) return { state: 'pending_approval' };
  const completed = new Set(
    records.tasks
      .filter(({ record }) => record.state === 'completed')
      .map(({ record }) => record.id),
  );
  const open = (task?.record.dependsOn ?? []).filter((id) => !completed.has(id));
  return open.length === 0
    ? { state: 'queued' }
    : { state: 'blocked', reasons: open.map(dependencyReason) };
}
