import { isAtWork, type PipelineItem, type Worker } from '#shared/domain/worker.ts';
import type { SourceRecords } from '#electron/sources/source-reading.ts';
import { given, unknownFields } from '#electron/sources/given.ts';
import { translateItems } from './translate-items.ts';
import {
  knownVersion,
  type FinishedWithoutPr,
  type ParallelState,
  type StateWorker,
  type TaskInFlight,
} from './state-schema.ts';

/** Who coordinates the workers: the lock's owner, nobody at all, or nobody knows. */
export type Coordination =
  | { readonly kind: 'owned'; readonly owner: NonNullable<Worker['coordinator']> }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'unknown' };

const ofLock = (coordination: Coordination): Partial<Worker> => {
  if (coordination.kind === 'owned') return { coordinator: coordination.owner };
  return coordination.kind === 'nobody' ? { isUncoordinated: true } : {};
};

const branchOf = (state: ParallelState) =>
  given('targetBranch', state.target_branch ?? state.base_branch);

/** The schema has seen to it that one of the two is there. */
const startOf = (entry: { readonly started_at?: string | undefined }, state: ParallelState) =>
  entry.started_at ?? state.started_at ?? '';

function fromWorker(entry: StateWorker, state: ParallelState): Worker {
  const { task_id, workspace_path, lifecycle, push_attempts, last_error, ...times } = entry;
  const { started_at, completed_at, ...rest } = times;
  return {
    ...unknownFields(rest),
    taskId: task_id,
    workspacePath: workspace_path,
    lifecycle,
    startedAt: startOf({ started_at }, state),
    pushAttempts: push_attempts,
    ...given('completedAt', completed_at),
    ...given('lastError', last_error),
    ...branchOf(state),
  };
}

function fromTaskInFlight(entry: TaskInFlight, state: ParallelState): Worker {
  const { task_id, workspace_path, worktree_path, started_at, ...rest } = entry;
  return {
    ...unknownFields(rest),
    taskId: task_id,
    workspacePath: workspace_path ?? worktree_path ?? '',
    lifecycle: 'running',
    startedAt: startOf({ started_at }, state),
    pushAttempts: 0,
    ...branchOf(state),
  };
}

/** Pull requests that nobody wanted made: the work ended as it was meant to. */
const wantedReasons: ReadonlySet<string> = new Set([
  'auto_pr_disabled',
  'draft_pr_disabled',
  'draft_pr_skipped_no_changes',
]);

/** Work that is done but was never handed over waits as one that could not be pushed. */
function fromFinished(entry: FinishedWithoutPr, state: ParallelState): Worker {
  const { task_id, workspace_path, success, started_at, finished_at, reason, message, ...rest } =
    entry;
  const lastError = [reason, message].filter((part) => part !== undefined).join(': ');
  const isHandedOver = reason !== undefined && wantedReasons.has(reason);
  return {
    ...unknownFields(rest),
    taskId: task_id,
    workspacePath: workspace_path,
    lifecycle: success !== true ? 'failed' : isHandedOver ? 'completed' : 'blocked_push',
    startedAt: startOf({ started_at }, state),
    pushAttempts: reason === 'pr_create_failed' ? 1 : 0,
    ...given('completedAt', finished_at),
    ...(lastError !== '' && { lastError }),
    ...branchOf(state),
  };
}

export const hasWorkersAtWork = ({ workers = [] }: SourceRecords): boolean =>
  workers.some(isAtWork);

/**
 * A state file as records. One worker for each task: what is in flight counts before what has ended.
 * Whatever an older version holds is there; fields that are not known keep their names.
 */
export function translateState(state: ParallelState, coordination: Coordination): SourceRecords {
  const workers = new Map<string, Worker>();
  const add = (worker: Worker): void => {
    if (workers.has(worker.taskId)) return;
    workers.set(worker.taskId, isAtWork(worker) ? { ...worker, ...ofLock(coordination) } : worker);
  };
  for (const entry of state.workers) add(fromWorker(entry, state));
  for (const entry of state.tasks_in_flight) add(fromTaskInFlight(entry, state));
  for (const entry of state.finished_without_pr) add(fromFinished(entry, state));
  const pipelineItems: readonly PipelineItem[] = translateItems(state);
  const why = whyUnchangeable(state);
  const ended = [...workers.values()].map((worker) =>
    why !== undefined && worker.lifecycle === 'blocked_push'
      ? { ...worker, unchangeable: why }
      : worker,
  );
  return { workers: ended, pipelineItems };
}

/** Why a file of that version is never written; undefined of the one that is known. */
export function whyUnchangeable({ schema_version: version }: ParallelState): string | undefined {
  if (version === knownVersion) return undefined;
  const age = version < knownVersion ? 'older' : 'newer';
  return `Its state file has schema version ${version}, which is ${age} than ${knownVersion}: such a file is shown, never written.`;
}

/** What an operator should know of a file's version; undefined of the one that is known. */
export function noteOnVersion({ schema_version: version }: ParallelState): string | undefined {
  if (version === knownVersion) return undefined;
  return version < knownVersion
    ? `schema version ${version} is older than ${knownVersion}; what is in flight there is shown as it was left`
    : `schema version ${version} is newer than ${knownVersion}; shown as far as it is known`;
}
