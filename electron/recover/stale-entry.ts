import type { LockHolder, WorktreeEntry } from '#shared/domain/observation.ts';

/** What git still has of a worktree whose directory is gone. */
export type StaleEntry =
  | { readonly kind: 'none' }
  | { readonly kind: 'free'; readonly entry: WorktreeEntry }
  /** Locked by a process that was proven gone. */
  | { readonly kind: 'lock_abandoned'; readonly entry: WorktreeEntry; readonly by: string }
  | { readonly kind: 'locked'; readonly entry: WorktreeEntry; readonly why: string };

/** Judges an entry's lock by the process its text names; without one nothing can be proven. */
export function judgeStaleEntry(
  entry: WorktreeEntry | undefined,
  holder: LockHolder | undefined,
): StaleEntry {
  if (entry === undefined) return { kind: 'none' };
  if (entry.locked === undefined) return { kind: 'free', entry };
  const { reason } = entry.locked;
  const text = reason === '' ? 'no reason given' : `“${reason}”`;
  if (holder?.kind !== 'named')
    return { kind: 'locked', entry, why: `${text}; unlock it with git worktree unlock first` };
  const by = `process ${holder.pid}`;
  switch (holder.process.kind) {
    case 'absent':
    case 'reused':
      return { kind: 'lock_abandoned', entry, by };
    case 'alive':
      return { kind: 'locked', entry, why: `${text}, and ${by} is alive; wait or stop it` };
    case 'unknown':
      return { kind: 'locked', entry, why: `${text}: ${holder.process.why}` };
  }
}

/** The entry as a planned fact. */
export const entryFact = (stale: StaleEntry): string => {
  switch (stale.kind) {
    case 'none':
      return 'none';
    case 'free':
      return 'registered';
    case 'lock_abandoned':
      return `locked by ${stale.by}, gone`;
    case 'locked':
      return `locked: ${stale.why}`;
  }
};
