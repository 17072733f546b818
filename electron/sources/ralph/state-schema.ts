import { z } from 'zod';
import { workerLifecycles } from '#shared/domain/worker.ts';
import {
  listOf,
  nameField,
  numberField,
  perhaps,
  placeField,
  timeField,
} from '#electron/sources/source-fields.ts';

/** The newest schema that is known here. */
export const knownVersion = 3;

const workerSchema = z.looseObject({
  task_id: nameField,
  workspace_path: placeField,
  lifecycle: z.preprocess((value) => value ?? 'running', z.enum(workerLifecycles)),
  started_at: perhaps(timeField),
  completed_at: perhaps(timeField),
  push_attempts: z.preprocess((value) => value ?? 0, numberField),
  last_error: perhaps(z.string()),
});
export type StateWorker = z.infer<typeof workerSchema>;

/** Versions 1 and 2 handed work over by pull requests. */
const taskInFlightSchema = z.looseObject({
  task_id: nameField,
  workspace_path: perhaps(placeField),
  worktree_path: perhaps(placeField),
  started_at: perhaps(timeField),
});
export type TaskInFlight = z.infer<typeof taskInFlightSchema>;

const pullRequestSchema = z.looseObject({
  task_id: nameField,
  merged: perhaps(z.boolean()),
  lifecycle: perhaps(z.string()),
  merge_blocker: perhaps(z.string()),
});
export type PullRequest = z.infer<typeof pullRequestSchema>;

const finishedSchema = z.looseObject({
  task_id: nameField,
  workspace_path: placeField,
  success: perhaps(z.boolean()),
  started_at: perhaps(timeField),
  finished_at: perhaps(timeField),
  reason: perhaps(z.string()),
  message: perhaps(z.string()),
});
export type FinishedWithoutPr = z.infer<typeof finishedSchema>;

const pendingMergeSchema = z.looseObject({
  task_id: nameField,
  lifecycle: perhaps(z.string()),
  attempts: perhaps(numberField),
  queued_at: perhaps(timeField),
  last_error: perhaps(z.string()),
});
export type PendingMerge = z.infer<typeof pendingMergeSchema>;

type Lists = readonly (readonly [string, readonly { readonly task_id: string }[]])[];

/** Every version in one: what a version does not have is empty. */
export const stateSchema = z
  .looseObject({
    schema_version: z.preprocess((value) => value ?? 1, z.int().positive()),
    started_at: perhaps(timeField),
    target_branch: perhaps(z.string()),
    base_branch: perhaps(z.string()),
    workers: listOf(workerSchema),
    tasks_in_flight: listOf(taskInFlightSchema),
    prs: listOf(pullRequestSchema),
    finished_without_pr: listOf(finishedSchema),
    pending_merges: listOf(pendingMergeSchema),
  })
  .superRefine((state, context) => {
    const lists: Lists = [
      ['workers', state.workers],
      ['tasks_in_flight', state.tasks_in_flight],
      ['finished_without_pr', state.finished_without_pr],
    ];
    const fault = (path: (string | number)[], message: string): void =>
      context.addIssue({ code: 'custom', path, message });
    for (const [list, entries] of lists) {
      const seen = new Set<string>();
      for (const [index, { task_id: id }] of entries.entries()) {
        if (seen.has(id)) fault([list, index, 'task_id'], 'a task that the list has only once');
        seen.add(id);
      }
    }
    for (const list of ['workers', 'tasks_in_flight', 'finished_without_pr'] as const)
      for (const [index, entry] of state[list].entries())
        if (entry.started_at === undefined && state.started_at === undefined)
          fault([list, index, 'started_at'], 'a time with offset, here or for the whole run');
    for (const [index, entry] of state.tasks_in_flight.entries())
      if (entry.workspace_path === undefined && entry.worktree_path === undefined)
        fault(['tasks_in_flight', index, 'workspace_path'], 'an absolute path');
  });
export type ParallelState = z.infer<typeof stateSchema>;
