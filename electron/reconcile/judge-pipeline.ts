import type { Situation, Transition } from '#shared/domain/reconciliation.ts';
import type { Recorded } from '#shared/domain/records.ts';
import type { Instant } from '#shared/domain/run.ts';
import type { PipelineItem } from '#shared/domain/worker.ts';

/** So many merges in a row may fail before the item waits for a person. */
export const mergeFailureLimit = 3;

export interface PipelineTimes {
  readonly now: Instant;
  /** When this boot began; undefined when the system does not tell: nothing is called stale then. */
  readonly bootedAt: Instant | undefined;
  /** How long a done item stays before it is archived. */
  readonly doneRetentionMs: number;
}

export const pipelineTimes = ({ now, observed, policy }: Situation): PipelineTimes => ({
  now,
  bootedAt: observed.bootedAt,
  doneRetentionMs: policy.doneRetentionMs,
});

/** Whether it has been merged: a success ends the count of failures. */
export const isOver = ({ stage }: PipelineItem): boolean =>
  stage === 'archived' || stage === 'done';

/** Failures count only until it is merged, and while nobody is attached to mend them. */
export const hasFailedTooOften = (item: PipelineItem): boolean =>
  !isOver(item) &&
  item.recoveryAgentAttached !== true &&
  (item.mergeFailures ?? 0) >= mergeFailureLimit;

/**
 * A merge job that a server of an earlier boot had begun. The boot decides, not the pid: a server that
 * starts itself anew keeps its pid.
 */
const hasStaleMergeJob = (item: PipelineItem, { bootedAt }: PipelineTimes): boolean =>
  item.mergeJob !== undefined &&
  bootedAt !== undefined &&
  Date.parse(item.mergeJob.serverStartedAt) < Date.parse(bootedAt);

const isDue = ({ stage, enteredStageAt }: PipelineItem, times: PipelineTimes): boolean =>
  stage === 'done' &&
  enteredStageAt !== undefined &&
  Date.parse(times.now) - Date.parse(enteredStageAt) >= times.doneRetentionMs;

interface Step {
  readonly verb: string;
  readonly after: PipelineItem;
  readonly message: string;
}

function nextStep(item: PipelineItem, times: PipelineTimes): Step | undefined {
  const name = item.name ?? item.id;
  if (hasStaleMergeJob(item, times)) {
    const { mergeJob: _forgotten, ...after } = item;
    const message = `The merge job of ${name} was begun before this boot; it is forgotten and the item is handed out again.`;
    return { verb: 'merge_job_forgotten', after, message };
  }
  if (hasFailedTooOften(item) && !item.blocked) {
    const message = `${name} is blocked: ${item.mergeFailures} merges in a row have failed.`;
    return { verb: 'item_blocked', after: { ...item, blocked: true }, message };
  }
  if (isDue(item, times)) {
    const after = { ...item, stage: 'archived', enteredStageAt: times.now };
    return { verb: 'item_archived', after, message: `${name} has been done for long enough.` };
  }
  return undefined;
}

/** Everything that is due for an item, one step after the other; each makes its own cause go away. */
function dueSteps(item: PipelineItem, times: PipelineTimes): readonly Step[] {
  const steps: Step[] = [];
  for (;;) {
    const step = nextStep(steps.at(-1)?.after ?? item, times);
    if (step === undefined) return steps;
    steps.push(step);
  }
}

/** The item as it is once everything due was done. */
export const settledItem = (item: PipelineItem, times: PipelineTimes): PipelineItem =>
  dueSteps(item, times).at(-1)?.after ?? item;

/**
 * What the rules themselves change about a pipeline item: a stale merge job is forgotten, the third
 * failure in a row blocks it, what is long done is archived. In the order they are to be written; none
 * when nothing is due.
 */
export function pipelineTransitions(
  { record, version }: Recorded<PipelineItem>,
  times: PipelineTimes,
): readonly Transition[] {
  const steps = dueSteps(record, times);
  return steps.map(({ verb, after, message }, index) => ({
    changes: [
      { kind: 'pipelineItem', id: record.id, expectedVersion: version + index, after } as const,
    ],
    audit: {
      actor: 'rollcall',
      verb,
      subject: `pipelineItem:${record.id}`,
      before: steps[index - 1]?.after ?? record,
      after,
      result: 'applied',
      message,
    },
  }));
}
