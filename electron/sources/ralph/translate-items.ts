import type { PipelineItem } from '#shared/domain/worker.ts';
import { unknownFields } from '#electron/sources/given.ts';
import type { ParallelState, PendingMerge, PullRequest } from './state-schema.ts';

const stageOfRequest = ({ merged, lifecycle }: PullRequest): string => {
  if (merged === true || lifecycle === 'merged') return 'done';
  return lifecycle === 'closed' ? 'closed' : 'pull_request';
};

const failures: ReadonlySet<string> = new Set(['retryable_failed', 'terminal_failed']);

function fromRequest(request: PullRequest): PipelineItem {
  const { task_id, merged: _merged, lifecycle: _lifecycle, merge_blocker, ...rest } = request;
  return {
    ...unknownFields(rest),
    id: task_id,
    stage: stageOfRequest(request),
    retryCount: 0,
    blocked: merge_blocker !== undefined,
    frozen: false,
    dependsOn: [],
    ...(merge_blocker !== undefined && { lastError: merge_blocker }),
  };
}

/** A merge that waits says more than the request that it is about. */
function fromMerge(merge: PendingMerge, request: PipelineItem | undefined): PipelineItem {
  const { task_id, lifecycle = 'queued', attempts = 0, queued_at, last_error, ...rest } = merge;
  return {
    ...request,
    ...unknownFields(rest),
    id: task_id,
    stage: 'merge',
    retryCount: attempts,
    blocked: lifecycle === 'terminal_failed' || request?.blocked === true,
    frozen: false,
    dependsOn: [],
    ...(failures.has(lifecycle) && { mergeFailures: attempts }),
    ...(queued_at !== undefined && { enteredStageAt: queued_at }),
    ...(last_error !== undefined && { lastError: last_error }),
  };
}

/** Pull requests and merges that versions 1 and 2 had under way, one item for each task. */
export function translateItems(
  state: Pick<ParallelState, 'prs' | 'pending_merges'>,
): readonly PipelineItem[] {
  const items = new Map(state.prs.map((request) => [request.task_id, fromRequest(request)]));
  for (const merge of state.pending_merges)
    items.set(merge.task_id, fromMerge(merge, items.get(merge.task_id)));
  return [...items.values()];
}
