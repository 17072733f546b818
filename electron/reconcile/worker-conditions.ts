import type { Condition, OfferedAction, Reason, Subject } from '#shared/domain/condition.ts';
import { counted } from '#shared/domain/counted.ts';
import { isOffered } from '#shared/domain/offered.ts';
import type { CoordinatorReading, Evidence, WorktreeEntry } from '#shared/domain/observation.ts';
import type { Recorded } from '#shared/domain/records.ts';
import { isForeignSource } from '#shared/domain/source.ts';
import type { Verb } from '#shared/domain/verb.ts';
import { isAtWork, type Worker } from '#shared/domain/worker.ts';
import { completeCondition } from './draft-condition.ts';
import { judgeCoordinator, type CoordinatorVerdict } from './judge-coordinator.ts';
import { action } from './offered-actions.ts';
import { retryWorker } from './retry-worker.ts';
import { sentence } from './sentences.ts';
import type { World } from './world.ts';

interface Finding {
  readonly reason: Reason;
  readonly message: string;
  readonly evidence: readonly Evidence[];
  readonly facts: readonly (string | number | undefined)[];
}

const readingKey = (pid: number, startedAt: string): string => `${pid} ${startedAt}`;

function evidenceOf(
  coordinator: NonNullable<Worker['coordinator']>,
  verdict: CoordinatorVerdict,
  observedAt: string,
): Evidence {
  const value =
    verdict.kind === 'dead' ? verdict.how : verdict.kind === 'alive' ? 'alive' : verdict.why;
  return { probe: `coordinator ${coordinator.pid}`, value, observedAt };
}

/** A worker at work whose coordinator is dead, or cannot be judged by a rule. */
function findByCoordinator(
  worker: Worker,
  verdict: CoordinatorVerdict,
  operation: WorktreeEntry['operation'],
): Omit<Finding, 'evidence'> | undefined {
  const name = `Worker ${worker.taskId}`;
  if (verdict.kind === 'review')
    return {
      reason: 'coordinator_review',
      message: sentence(
        `${name} is ${worker.lifecycle}, but nobody can tell from its coordinator: ${verdict.why}`,
      ),
      facts: [worker.lifecycle, verdict.why],
    };
  if (verdict.kind !== 'dead') return undefined;
  const isIntegrating = worker.lifecycle === 'integrating';
  return {
    reason: isIntegrating ? 'integration_interrupted' : 'worker_crashed',
    message: sentence(
      isIntegrating
        ? `${name} was integrating when its coordinator ended: ${verdict.how}`
        : `${name} is recorded as running, but ${verdict.how}`,
      `it works in ${worker.workspacePath}`,
      sayRetried(worker),
      operation && `a ${operation.replaceAll('_', ' ')} is half done there`,
    ),
    facts: [worker.lifecycle, worker.coordinator?.pid, worker.coordinator?.startedAt, operation],
  };
}

/** Without a lock's owner nobody is proven dead: a person looks. */
const findUncoordinated = (worker: Worker, observedAt: string) =>
  ({
    reason: 'coordinator_review',
    message: sentence(
      `Worker ${worker.taskId} is recorded as ${worker.lifecycle}, but nobody holds its coordinator's lock`,
      `it works in ${worker.workspacePath}`,
      sayRetried(worker),
    ),
    evidence: [{ probe: 'coordinator lock', value: 'held by nobody', observedAt }],
    facts: [worker.lifecycle, 'no lock'],
  }) satisfies Finding;

/** A retry keeps the time of the former end: until its orchestrator runs again there is nobody at it. */
const sayRetried = ({ lifecycle, completedAt }: Worker): string | undefined =>
  lifecycle === 'running' && completedAt !== undefined
    ? `it had ended at ${completedAt} and is to be tried again when its orchestrator runs next`
    : undefined;

function findBlockedPush(worker: Worker, observedAt: string): Finding {
  const target = worker.targetBranch === undefined ? '' : ` to ${worker.targetBranch}`;
  return {
    reason: 'push_blocked',
    message: sentence(
      `The work of ${worker.taskId} could not be pushed${target} in ${counted(worker.pushAttempts, 'attempt')}`,
      ...(worker.lastError === undefined ? [] : [`last error: ${worker.lastError}`]),
      `it is kept in ${worker.workspacePath}`,
    ),
    evidence: [
      {
        probe: 'worker record',
        value: `${worker.lifecycle}, ${counted(worker.pushAttempts, 'attempt')}`,
        observedAt,
      },
    ],
    facts: [worker.pushAttempts, worker.lastError],
  };
}

const proposals: Readonly<Partial<Record<Reason, Verb>>> = {
  worker_crashed: 'acknowledge',
  integration_interrupted: 'acknowledge',
  push_blocked: 'retry_push',
};

/** These records belong to another system: what would write there is not offered, and says so. */
function actionsOn(
  worker: Worker,
  reason: Reason,
  whyNot: string | undefined,
): readonly OfferedAction[] {
  const retried = retryWorker(worker);
  const why = retried.ok ? '' : ` It refuses a retry, as ${retried.error.message}.`;
  return [
    ...(reason === 'push_blocked' ? [action('retry_push', worker.unchangeable ?? whyNot)] : []),
    action('acknowledge'),
    action(
      'restart',
      `Its own orchestrator starts it anew; Rollcall only reads its records.${why}`,
    ),
  ];
}

/** A file that cannot be read now is not written either; an imported record has none. */
function obstacleToRetry(world: World, { source, workspace }: Subject): string | undefined {
  if (!isForeignSource(source))
    return 'It was imported; nobody knows the file in which its own system keeps it.';
  const { unreadableSources = [] } = world.roster.situation.observed;
  const unread = unreadableSources.find(
    (one) => one.source === source && one.workspace === workspace,
  );
  return unread === undefined ? undefined : `Its records cannot be read now: ${unread.why}`;
}

function describe(world: World, recorded: Recorded<Worker>, finding: Finding): Condition {
  const { record, source, workspace } = recorded;
  const subject: Subject = { kind: 'worker', id: record.taskId, source, workspace };
  const actions = actionsOn(record, finding.reason, obstacleToRetry(world, subject));
  const proposed = proposals[finding.reason] ?? 'look_again';
  return completeCondition(world, {
    ...finding,
    subject,
    title: record.taskId,
    proposed: proposed === 'retry_push' && !isOffered(actions, proposed) ? 'acknowledge' : proposed,
    actions,
  });
}

/**
 * Workers of parallel runners, which sources record without a process of their own: a worker at work
 * is judged by its coordinator alone, and only when that is proven gone.
 */
export function workerConditions(world: World): Condition[] {
  const { situation, nowMs } = world.roster;
  const { observed, recorded } = situation;
  const readings = new Map<string, CoordinatorReading>(
    (observed.coordinators ?? []).map((one) => [readingKey(one.pid, one.startedAt), one]),
  );
  const operations = new Map(
    (observed.workerOperations ?? []).map(({ path, operation }) => [path, operation]),
  );
  const { observedAt } = observed;
  const conditions: Condition[] = [];
  for (const one of recorded.workers) {
    const worker = one.record;
    if (worker.lifecycle === 'blocked_push') {
      conditions.push(describe(world, one, findBlockedPush(worker, observedAt)));
      continue;
    }
    if (!isAtWork(worker)) continue;
    if (worker.isUncoordinated === true)
      conditions.push(describe(world, one, findUncoordinated(worker, observedAt)));
    const { coordinator } = worker;
    if (coordinator === undefined) continue;
    const reading = readings.get(readingKey(coordinator.pid, coordinator.startedAt));
    const verdict = judgeCoordinator(coordinator, reading, { nowMs, workspace: one.workspace });
    const operation = operations.get(worker.workspacePath);
    const found = findByCoordinator(worker, verdict, operation);
    if (found === undefined) continue;
    const evidence = [
      evidenceOf(coordinator, verdict, observedAt),
      ...(operation === undefined ? [] : [{ probe: 'operation', value: operation, observedAt }]),
    ];
    conditions.push(describe(world, one, { ...found, evidence }));
  }
  return conditions;
}
