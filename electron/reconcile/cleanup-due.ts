import { cleanupDisposition } from './cleanup-disposition.ts';
import type { EnvironmentCase } from './world.ts';

/**
 * Whether a finished task's policy wants its environment gone and nobody has done it. The workspace
 * itself and what is elsewhere are never cleaned up; nor is a place that could not be seen.
 */
export function isCleanupDue({
  recorded,
  reading,
  verdict,
  owner,
  owners,
  isConclusive,
  isOccupied,
}: EnvironmentCase): boolean {
  const { executionMode, cleanupPolicy, cleanupResult } = recorded.record;
  if (executionMode === 'shared_workspace' || executionMode === 'remote') return false;
  if (owner !== 'finished' || !isConclusive || isOccupied) return false;
  if (reading?.path.kind !== 'present' || verdict.health === 'drifted') return false;
  if (cleanupResult !== undefined) return false;
  const ending = owners.every(({ record }) => record.state === 'completed') ? 'success' : 'failure';
  return cleanupDisposition(cleanupPolicy, ending, verdict.health === 'clean') !== 'kept';
}
