import type { WorkerLifecycle } from '#shared/domain/worker.ts';

/** One state file, and what is read from it. */
interface LoadCase {
  readonly title: string;
  /** Absent: there is no such file. */
  readonly text?: string;
  /** Lifecycle and attempts by task; absent: nothing is recorded; `refused`: it names the place. */
  readonly workers?: Readonly<Record<string, readonly [WorkerLifecycle, number]>> | 'refused';
  /** What the reference does instead, and why Rollcall does not. */
  readonly differs?: string;
}

const at = '2026-02-20T00:00:00Z';
const worker = (more: object = {}): object => ({
  task_id: 'RQ-1',
  workspace_path: '/ws/RQ-1',
  started_at: at,
  ...more,
});
const state = (more: object): string => JSON.stringify({ schema_version: 3, ...more });

/** The reference's cases of reading a parallel runner's state, restated. */
export const workerLoadCases: readonly LoadCase[] = [
  { title: 'a file that is not there is no run' },
  {
    title: 'an older schema with work in flight',
    text: JSON.stringify({ schema_version: 2, workers: [worker()], tasks_in_flight: [] }),
    workers: { 'RQ-1': ['running', 0] },
    differs:
      'parallel workers: the reference drops what is in flight in a file of an older schema; Rollcall shows it and leaves the file alone',
  },
  {
    title: 'no schema version at all',
    text: JSON.stringify({
      tasks_in_flight: [{ task_id: 'RQ-2', worktree_path: '/ws/RQ-2', started_at: at }],
    }),
    workers: { 'RQ-2': ['running', 0] },
    differs: 'parallel workers: as above; such a file is of the first schema',
  },
  {
    title: 'fields that nobody knows',
    text: state({ later: [1], workers: [worker({ lifecycle: 'failed', mood: 'good' })] }),
    workers: { 'RQ-1': ['failed', 0] },
  },
  {
    title: 'a worker without a lifecycle',
    text: state({ workers: [worker()] }),
    workers: { 'RQ-1': ['running', 0] },
  },
  {
    title: 'comments and commas at the end',
    text: `// left out: the rest\n{ "schema_version": 3, /* one */ "workers": [${JSON.stringify(
      worker({ push_attempts: 2 }),
    )},], }`,
    workers: { 'RQ-1': ['running', 2] },
  },
  { title: 'a value that is missing', text: '{"version": 1, "name": }', workers: 'refused' },
];

interface RetryCase {
  /** `undefined`: no run is recorded. */
  readonly from: WorkerLifecycle | undefined;
  /** Part of the sentence with which it is refused; absent: it runs again. */
  readonly refused?: string;
}

/** Which workers their own runner starts anew when it is asked to. */
export const workerRetryCases: readonly RetryCase[] = [
  { from: 'blocked_push' },
  { from: 'failed' },
  { from: 'completed', refused: 'already completed' },
  { from: 'running', refused: 'currently running' },
  { from: 'integrating', refused: 'currently integrating' },
  { from: undefined, refused: 'no parallel run' },
];

interface ExitCase {
  readonly title: string;
  readonly exitCode: number;
  readonly marker?: { readonly attempt: number; readonly reason: string };
  readonly lifecycle: WorkerLifecycle;
  readonly pushAttempts: number;
}

/** What a worker's end makes of its record. */
export const workerExitCases: readonly ExitCase[] = [
  { title: 'ended with code 0', exitCode: 0, lifecycle: 'completed', pushAttempts: 0 },
  {
    title: 'ended otherwise, and left word that its work could not be pushed',
    exitCode: 1,
    marker: { attempt: 3, reason: 'blocked by integration' },
    lifecycle: 'blocked_push',
    pushAttempts: 3,
  },
  { title: 'ended otherwise without a word', exitCode: 1, lifecycle: 'failed', pushAttempts: 0 },
];
