import type { Situation } from '#shared/domain/reconciliation.ts';
import type { Recorded } from '#shared/domain/records.ts';
import { isForeignSource } from '#shared/domain/source.ts';
import type { Environment } from '#shared/domain/environment.ts';
import { isFinishedTask, type Task } from '#shared/domain/task.ts';
import type { SessionComparison } from './compare-sessions.ts';
import type { EnvironmentWitnesses } from './environment-verdict.ts';
import { judgeEnvironment } from './judge-environment.ts';
import { judgeLease, type LeaseJudgement } from './judge-lease.ts';
import type { Roster } from './roster.ts';
import { judgeTaskLife } from './task-life.ts';
import type { EnvironmentCase } from './world.ts';

/** An unreadable run, or task, is no proof that nobody owns the environment. */
function ownerOf(
  { runId, taskId }: Environment,
  owners: readonly Recorded<Task>[],
  { unreadableRunIds, recorded: { unreadable = [] } }: Situation,
): EnvironmentWitnesses['owner'] {
  if (owners.length === 0) {
    const isRunLost = runId !== undefined && unreadableRunIds.has(runId);
    const isTaskLost = unreadable.some(({ kind, id }) => kind === 'task' && id === taskId);
    return isRunLost || isTaskLost ? 'unreadable' : 'nobody';
  }
  return owners.every(({ record }) => isFinishedTask(record)) ? 'finished' : 'living';
}

const idOf = ({ record }: Recorded<Task>): string => record.id;

const isLeased = ({ kind }: LeaseJudgement): boolean =>
  kind === 'held' || kind === 'expired' || kind === 'unknown';

function judgeOne(
  roster: Roster,
  { judged }: SessionComparison,
  recorded: Recorded<Environment>,
): EnvironmentCase {
  const { situation, nowMs } = roster;
  const environment = recorded.record;
  const reading = roster.readings.get(environment.id);
  const owners = roster.owners.get(environment.id) ?? [];
  const lease = judgeLease(environment, reading, {
    judged,
    nowMs,
    host: situation.observed.host,
    isForeign: isForeignSource(recorded.source),
  });
  // A session may work there for a task that no record tells of.
  const { taskId } = environment;
  const taskIds = owners.length > 0 || taskId === undefined ? owners.map(idOf) : [taskId];
  const mayBeAtWork = taskIds
    .map((id) => judgeTaskLife(roster, judged, id, lease))
    .some((life) => life === 'alive' || life === 'unknown');
  const isOccupied = isLeased(lease) || mayBeAtWork;
  const known = ownerOf(environment, owners, situation);
  const owner = known === 'nobody' && mayBeAtWork ? 'living' : known;
  const judgement = judgeEnvironment(environment, {
    reading,
    lease,
    owner,
    isOccupied,
    nowMs,
    patienceMs: situation.policy.heartbeatLimitMs,
    indexLockLimitMs: situation.policy.indexLockLimitMs,
  });
  return { ...judgement, recorded, reading, lease, owner, isOccupied, owners };
}

/** Every environment with its lease, its owners and its verdict, by id. */
export function judgeEnvironments(
  roster: Roster,
  sessions: SessionComparison,
): Map<string, EnvironmentCase> {
  const cases = new Map<string, EnvironmentCase>();
  for (const [id, recorded] of roster.environments)
    cases.set(id, judgeOne(roster, sessions, recorded));
  return cases;
}
