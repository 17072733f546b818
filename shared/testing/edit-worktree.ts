import type { Condition } from '#shared/domain/condition.ts';
import type { WorktreeEntry } from '#shared/domain/observation.ts';
import type { Situation } from '#shared/domain/reconciliation.ts';
import { see, seePlace } from './edit-situation.ts';

/** Changes what git lists of the environment that a condition is about; an operation that goes takes its conflicts along. */
export const editWorktree = (
  given: Situation,
  { subject }: Condition,
  edit: Partial<WorktreeEntry>,
) =>
  seePlace(given, subject.id, (reading) => ({
    ...reading,
    lockHolder: undefined,
    gitAtWork: undefined,
    ...(reading.worktree && { worktree: { ...reading.worktree, ...edit } }),
    ...(reading.status?.kind === 'read' &&
      'operation' in edit && {
        status: { ...reading.status, conflictCount: 0 },
      }),
  }));

/** On its recorded branch, which is there. */
export const switchBack = (given: Situation, { subject }: Condition): Situation => {
  const place = given.recorded.environments.find(({ record }) => record.id === subject.id)?.record;
  return seePlace(given, subject.id, (reading) => ({
    ...reading,
    branch: 'present',
    ...(reading.worktree && {
      worktree: { ...reading.worktree, isDetached: false, branch: place?.git?.branch },
    }),
  }));
};

/** Nobody locks what no record names at this path any more. */
export function unlockEntry(given: Situation, path: string): Situation {
  const free = (entry: WorktreeEntry): WorktreeEntry =>
    entry.path === path ? { ...entry, locked: undefined, lockHolder: undefined } : entry;
  return see(given, {
    unclaimed: given.observed.unclaimed.map((one) =>
      one.worktree === undefined || one.path !== path
        ? one
        : { ...one, worktree: { ...one.worktree, locked: undefined, lockHolder: undefined } },
    ),
    repositories: given.observed.repositories.map((one) =>
      one.kind === 'read' ? { ...one, worktrees: one.worktrees.map(free) } : one,
    ),
  });
}
