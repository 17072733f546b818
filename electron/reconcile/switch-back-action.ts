import type { OfferedAction } from '#shared/domain/condition.ts';
import { action } from './offered-actions.ts';
import type { EnvironmentCase } from './world.ts';

/** Why a worktree cannot be put back on its recorded branch, as far as a look tells; undefined when it can. */
function obstacle({ reading, isOccupied, recorded }: EnvironmentCase): string | undefined {
  if (isOccupied) return 'An agent may be at work there; stop it first.';
  if (reading?.worktree === undefined) return 'It could not be looked at; look again.';
  const { isMain, operation, indexLockedSince } = reading.worktree;
  if (isMain) return 'It is the repository itself, which Rollcall does not switch.';
  if (operation !== undefined)
    return `A ${operation.replaceAll('_', ' ')} is half done in it; finish or abort it first.`;
  if (indexLockedSince !== undefined) return 'Its index is locked; unlock it first.';
  if (reading.branchAt !== undefined)
    return `Branch ${recorded.record.git?.branch} is checked out in ${reading.branchAt}; switch that away first.`;
  if (reading.status?.kind !== 'read') return 'What is in it could not be seen; look again.';
  return reading.status.conflictCount > 0 ? 'Files in it are in conflict.' : undefined;
}

export const switchBackAction = (environment: EnvironmentCase): OfferedAction =>
  action('switch_back', obstacle(environment));
