import type { Reason } from '#shared/domain/condition.ts';
import type {
  Environment,
  EnvironmentHealth,
  EnvironmentState,
  RecoveryAction,
  RecoveryStatus,
} from '#shared/domain/environment.ts';
import type { EnvironmentReading } from '#shared/domain/observation.ts';
import type { EnvironmentVerdict } from '#shared/domain/reconciliation.ts';
import type { LeaseJudgement } from './judge-lease.ts';

/** What is known about one environment besides its record. */
export interface EnvironmentWitnesses {
  readonly reading: EnvironmentReading | undefined;
  readonly lease: LeaseJudgement;
  /** `nobody`: no task works here; `unreadable`: the run that would say so could not be read. */
  readonly owner: 'living' | 'finished' | 'nobody' | 'unreadable';
  /** Whether an agent is at work here, as far as anyone knows. */
  readonly isOccupied: boolean;
  readonly nowMs: number;
  /** After this long without a change, something under way is judged like anything else. */
  readonly patienceMs: number;
  readonly indexLockLimitMs: number;
}

/** A verdict, and whether it may be acted on: what could not be seen changes nothing. */
export interface EnvironmentJudgement {
  readonly verdict: EnvironmentVerdict;
  readonly isConclusive: boolean;
}

interface Finding {
  readonly health: EnvironmentHealth;
  readonly recoveryStatus: RecoveryStatus;
  readonly recoveryAction: RecoveryAction | null;
  readonly drift?: readonly Reason[];
}

/** As recorded, except that nothing is claimed about its health. */
export const inconclusive = (
  environment: Environment,
  health: EnvironmentHealth,
  drift: readonly Reason[] = [],
): EnvironmentJudgement => ({
  isConclusive: false,
  verdict: {
    id: environment.id,
    mode: environment.executionMode,
    path: environment.path,
    state: environment.state,
    health,
    recoveryStatus: environment.recoveryStatus,
    recoveryAction: environment.recoveryAction ?? null,
    drift,
  },
});

export const conclusive = (
  environment: Environment,
  { drift = [], ...finding }: Finding,
  isOccupied: boolean,
): EnvironmentJudgement => ({
  isConclusive: true,
  verdict: {
    id: environment.id,
    mode: environment.executionMode,
    path: environment.path,
    state: stateAfter(environment, finding.recoveryStatus, isOccupied),
    ...finding,
    drift,
  },
});

/** Reconciled means ready again, except where it is retired, failed, or at work. */
function stateAfter(
  { state }: Environment,
  status: RecoveryStatus,
  isOccupied: boolean,
): EnvironmentState {
  if (status !== 'reconciled') return state;
  if (state === 'archived' || state === 'removed' || state === 'failed') return state;
  return state === 'in_use' && isOccupied ? state : 'ready';
}
