import type { Reason } from '#shared/domain/condition.ts';
import type { EnvironmentReading } from '#shared/domain/observation.ts';

/**
 * Whether a place could not be seen: it, the folder above it, or what it is a link to may be on a volume
 * that is not mounted.
 */
export function isPlaceUnseen({ path }: Pick<EnvironmentReading, 'path'>): boolean {
  if (path.kind === 'absent') return path.parent !== 'present';
  return path.kind === 'unknown' || path.type === 'other';
}

/**
 * Why git does not have a worktree where a directory is: what is in the directory, what its `.git`
 * leads to, and whether git lists it, taken together.
 */
export function reasonOfUnregistered({ path, link, worktree }: EnvironmentReading): Reason {
  if (path.kind === 'present' && path.isEmpty === true) return 'empty_directory';
  switch (link?.kind) {
    case 'none':
      return worktree === undefined ? 'unregistered' : 'prunable';
    case 'foreign':
      return 'wrong_repository';
    case 'broken':
    case 'entry':
      return 'gitdir_broken';
    case 'entry_gone':
      return worktree === undefined ? 'unregistered' : 'gitdir_broken';
    default:
      return 'unregistered';
  }
}

/** Why a worktree's directory is missing. Moved is not lost: nothing is to be made in its place. */
export function reasonOfMissing({ movedTo, worktree }: EnvironmentReading): Reason {
  if (movedTo !== undefined) return 'moved';
  return worktree?.locked === undefined ? 'directory_missing' : 'locked_and_missing';
}
