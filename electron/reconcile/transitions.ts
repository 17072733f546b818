import type { Environment } from '#shared/domain/environment.ts';
import type { EnvironmentVerdict, Transition } from '#shared/domain/reconciliation.ts';
import type { RecordChange, Recorded } from '#shared/domain/records.ts';
import type { Instant } from '#shared/domain/run.ts';
import { isForeignSource } from '#shared/domain/source.ts';
import type { PipelineItem } from '#shared/domain/worker.ts';
import { pipelineTimes, pipelineTransitions } from './judge-pipeline.ts';
import { createRollUp } from './roll-up-runs.ts';
import type { Roster } from './roster.ts';
import type { EnvironmentCase, TaskCase, World } from './world.ts';

/** An agent that edits makes its worktree clean and dirty all day: that alone is no news. */
const isSameHealth = (a: Environment['health'], b: Environment['health']): boolean =>
  a === b || ((a === 'clean' || a === 'dirty') && (b === 'clean' || b === 'dirty'));

const isAsRecorded = (environment: Environment, verdict: EnvironmentVerdict): boolean =>
  isSameHealth(environment.health, verdict.health) &&
  environment.state === verdict.state &&
  environment.recoveryStatus === verdict.recoveryStatus &&
  (environment.recoveryAction ?? null) === verdict.recoveryAction;

const statuses = ({ state, health, recoveryStatus, recoveryAction }: Partial<Environment>) => ({
  state,
  health,
  recoveryStatus,
  recoveryAction,
});

/** “ready and clean, recovery: release stale lease”. */
const sayStanding = ({ state, health, recoveryAction }: Environment): string =>
  [
    `${state.replaceAll('_', ' ')} and ${health}`,
    ...(recoveryAction === undefined ? [] : [`recovery: ${recoveryAction.replaceAll('_', ' ')}`]),
  ].join(', ');

function recordVerdict({ recorded, verdict }: EnvironmentCase, now: Instant): Transition {
  const { record, version } = recorded;
  const { state, health, recoveryStatus, recoveryAction } = verdict;
  const { recoveryAction: _former, ...rest } = record;
  const after: Environment = {
    ...rest,
    state,
    health,
    recoveryStatus,
    ...(recoveryAction === null ? {} : { recoveryAction }),
    updatedAt: now,
    lastVerifiedAt: now,
  };
  return {
    changes: [{ kind: 'environment', id: record.id, expectedVersion: version, after }],
    audit: {
      actor: 'rollcall',
      verb: 'environment_reconciled',
      subject: `environment:${record.id}`,
      before: statuses(record),
      after: statuses(after),
      result: 'applied',
      message: `Environment ${record.id} was ${sayStanding(record)}; it is ${sayStanding(after)}.`,
    },
  };
}

const verbOf = ({ recorded, task }: TaskCase): string => {
  if (recorded.record.state === 'running') return 'task_interrupted';
  return task.blockedReasons.length > recorded.record.blockedReasons.length
    ? 'task_blocked'
    : 'task_unblocked';
};

const messageOf = ({ task }: TaskCase): string =>
  task.blockedReasons.length === 0
    ? `Task ${task.id} is no longer held up by its environment.`
    : `Task ${task.id} is blocked. ${task.blockedReasons.join(' ')}`;

function recordTask(one: TaskCase, runs: readonly RecordChange[]): Transition {
  const { recorded, task, recordedCheckpoint, checkpoint } = one;
  const before = recorded.record;
  const changes: RecordChange[] = [
    { kind: 'task', id: task.id, expectedVersion: recorded.version, after: task },
  ];
  if (recordedCheckpoint !== undefined && checkpoint !== recordedCheckpoint.record)
    changes.push({
      kind: 'checkpoint',
      id: recordedCheckpoint.record.id,
      expectedVersion: recordedCheckpoint.version,
      after: checkpoint,
    });
  return {
    changes: [...changes, ...runs],
    audit: {
      actor: 'rollcall',
      verb: verbOf(one),
      subject: `task:${task.id}`,
      before: { state: before.state, blockedReasons: before.blockedReasons },
      after: { state: task.state, blockedReasons: task.blockedReasons },
      result: 'applied',
      message: messageOf(one),
    },
  };
}

const sortedById = <T>(cases: ReadonlyMap<string, T>): T[] =>
  [...cases.keys()].toSorted().flatMap((id) => cases.get(id) ?? []);

const sortedItems = ({ situation }: Roster): readonly Recorded<PipelineItem>[] =>
  situation.recorded.pipelineItems.toSorted((a, b) => (a.record.id < b.record.id ? -1 : 1));

/** Other systems' records are theirs to change. */
const isOurs = ({ source }: { readonly source: string }): boolean => !isForeignSource(source);

/**
 * The record changes that the rules themselves make, each with its audit line; to be written in the
 * order given. Where nothing changed there is none, so a second run after writing gives an empty list.
 */
export function planTransitions({ roster, environments, tasks }: World): Transition[] {
  const { now } = roster.situation;
  const transitions: Transition[] = [];
  for (const one of sortedById(environments))
    if (isOurs(one.recorded) && one.isConclusive && !isAsRecorded(one.recorded.record, one.verdict))
      transitions.push(recordVerdict(one, now));
  const rollUp = createRollUp(roster);
  for (const one of sortedById(tasks)) {
    const { record } = one.recorded;
    if (one.task === record || !isOurs(one.recorded)) continue;
    transitions.push(recordTask(one, rollUp.change(record.runId, record.state, one.task.state)));
  }
  const times = pipelineTimes(roster.situation);
  for (const item of sortedItems(roster))
    if (isOurs(item)) transitions.push(...pipelineTransitions(item, times));
  return transitions;
}
