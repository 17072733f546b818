import type { Reason } from '#shared/domain/condition.ts';
import { type Environment, isRetiredEnvironment } from '#shared/domain/environment.ts';
import type { EnvironmentReading, StatusReading } from '#shared/domain/observation.ts';
import { conclusive, inconclusive } from './environment-verdict.ts';
import type { EnvironmentJudgement, EnvironmentWitnesses } from './environment-verdict.ts';
import { isPlaceUnseen, reasonOfMissing, reasonOfUnregistered } from './lost-worktree.ts';
import { driftOfWorktree } from './worktree-drift.ts';

/** Whether someone is still making or unmaking it, so that what is missing is not lost. */
function isUnderWay(environment: Environment, witnesses: EnvironmentWitnesses): boolean {
  const { state, updatedAt, lastVerifiedAt } = environment;
  // Requested is not made yet, however long ago; once git lists it, it was made.
  if (state === 'requested')
    return (
      witnesses.reading?.path.kind !== 'present' && witnesses.reading?.registration !== 'registered'
    );
  const isMoving = state === 'provisioning' || state === 'cleaning' || state === 'recovering';
  // A verdict that was written down is no progress of whoever is at it.
  const isProgress = updatedAt !== lastVerifiedAt;
  return isMoving && isProgress && witnesses.nowMs - Date.parse(updatedAt) < witnesses.patienceMs;
}

type Read = Extract<StatusReading, { kind: 'read' }>;
const readStatus = (status: StatusReading | undefined): Read | undefined =>
  status?.kind === 'read' ? status : undefined;

/**
 * One environment: recorded × path × registration × lease holder. Whatever could not be looked at leaves
 * everything but the health as recorded.
 */
export function judgeEnvironment(
  environment: Environment,
  witnesses: EnvironmentWitnesses,
): EnvironmentJudgement {
  const { reading, owner } = witnesses;
  if (isRetiredEnvironment(environment)) return inconclusive(environment, environment.health);
  if (reading === undefined || environment.executionMode === 'remote')
    return inconclusive(environment, 'unknown');
  if (isUnderWay(environment, witnesses)) return inconclusive(environment, environment.health);
  if (isPlaceUnseen(reading)) return inconclusive(environment, 'unknown', ['volume_unavailable']);
  const isWorktree = environment.executionMode === 'git_worktree' && environment.git !== undefined;
  if (isWorktree && reading.registration === 'unknown') return inconclusive(environment, 'unknown');
  const found = isWorktree
    ? judgeWorktree(environment, witnesses, reading)
    : judgeDirectory(environment, witnesses, reading);
  if (owner === 'unreadable') return inconclusive(environment, found.verdict.health);
  if (owner === 'nobody')
    return conclusive(
      environment,
      { health: 'orphaned', recoveryStatus: 'pending', recoveryAction: 'queue_cleanup' },
      witnesses.isOccupied,
    );
  return found;
}

const release = ({ lease }: EnvironmentWitnesses) =>
  lease.kind === 'abandoned' ? ('release_stale_lease' as const) : null;

/** Its task is finished and it is gone: nobody needs it back. */
const properlyGone = (environment: Environment): EnvironmentJudgement =>
  conclusive(
    environment,
    { health: 'missing', recoveryStatus: 'not_required', recoveryAction: null },
    false,
  );

/** Somewhere, but not where its record and git agree: only an operator can say what is right. */
const lost = (environment: Environment, reason: Reason, isOccupied: boolean) =>
  conclusive(
    environment,
    {
      health: 'drifted',
      recoveryStatus: 'needs_operator_action',
      recoveryAction: 'mark_task_blocked',
      drift: [reason],
    },
    isOccupied,
  );

function judgeWorktree(
  environment: Environment,
  witnesses: EnvironmentWitnesses,
  reading: EnvironmentReading,
): EnvironmentJudgement {
  const { isOccupied, owner } = witnesses;
  if (reading.path.kind === 'absent') {
    if (owner === 'finished') return properlyGone(environment);
    const reason = reasonOfMissing(reading);
    return reason === 'moved'
      ? lost(environment, reason, isOccupied)
      : conclusive(
          environment,
          {
            health: 'missing',
            recoveryStatus: 'pending',
            recoveryAction: 'recreate_missing_environment',
            drift: [reason],
          },
          isOccupied,
        );
  }
  if (reading.registration === 'unregistered')
    return lost(environment, reasonOfUnregistered(reading), isOccupied);
  const drift = driftOfWorktree(environment, reading, witnesses);
  const status = readStatus(reading.status);
  if (status === undefined) {
    // With somebody at work there, or something that is named already, it says no more.
    const isUntold = reading.status !== undefined && drift.length === 0 && !isOccupied;
    return inconclusive(environment, 'unknown', isUntold ? ['status_unreadable'] : drift);
  }
  return conclusive(
    environment,
    {
      health: status.changeCount > 0 ? 'dirty' : 'clean',
      recoveryStatus: 'reconciled',
      recoveryAction: release(witnesses),
      drift,
    },
    isOccupied,
  );
}

function judgeDirectory(
  environment: Environment,
  witnesses: EnvironmentWitnesses,
  reading: EnvironmentReading,
): EnvironmentJudgement {
  const { isOccupied, owner } = witnesses;
  const incomplete =
    environment.executionMode === 'git_worktree' ? ['incomplete_record' as const] : [];
  if (reading.path.kind === 'present')
    return conclusive(
      environment,
      {
        health: 'clean',
        recoveryStatus: 'reconciled',
        recoveryAction: release(witnesses),
        drift: incomplete,
      },
      isOccupied,
    );
  if (owner === 'finished') return properlyGone(environment);
  const isShared = environment.executionMode === 'shared_workspace';
  return conclusive(
    environment,
    {
      health: 'missing',
      recoveryStatus: isShared ? 'needs_operator_action' : 'pending',
      recoveryAction: isShared ? 'mark_task_blocked' : 'recreate_missing_environment',
      drift: ['directory_missing', ...incomplete],
    },
    isOccupied,
  );
}
