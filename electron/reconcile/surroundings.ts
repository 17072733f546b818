import type { Surroundings } from './offered-actions.ts';
import type { EnvironmentCase, TaskCase } from './world.ts';

function placeOf({ task, environment }: TaskCase): Surroundings['place'] {
  if (environment === undefined) return task.environmentId === undefined ? 'there' : 'unrecorded';
  const { reading, recorded, verdict } = environment;
  const { state, executionMode, git } = recorded.record;
  if (state === 'archived' || state === 'removed') return 'missing';
  if (reading === undefined || executionMode === 'remote') return 'unknown';
  if (reading.path.kind === 'unknown') return 'unknown';
  if (reading.path.kind === 'absent' && reading.path.parent !== 'present') return 'unknown';
  if (git !== undefined && reading.registration === 'unknown') return 'unknown';
  return reading.path.kind === 'absent' || verdict.health === 'missing' ? 'missing' : 'there';
}

function leaseOf(environment: EnvironmentCase | undefined): Surroundings['lease'] {
  switch (environment?.lease.kind) {
    case 'held':
    case 'expired':
      return 'held';
    case 'unknown':
    case 'unreadable':
      return environment.lease.kind;
    default:
      return undefined;
  }
}

/** What stands around a task when it is to be started again. */
export const surroundingsOf = (one: TaskCase): Surroundings => ({
  life: one.life,
  place: placeOf(one),
  lease: leaseOf(one.environment),
});
