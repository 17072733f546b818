import type { Condition } from '#shared/domain/condition.ts';
import type {
  IgnoredFiles,
  Operation,
  OperationItem,
  Plan,
  PlanItem,
} from '#shared/domain/plan.ts';
import { verbTiers, type Tier, type Verb } from '#shared/domain/verb.ts';
import { lastPart } from '#shared/domain/last-part.ts';
import { later } from '#shared/testing/moments.ts';
import type { Sampling } from './tried-names.ts';

const ignoredFiles: IgnoredFiles = {
  files: 12,
  bytes: 3_400_000,
  names: ['.env', 'build/'],
  isPartial: false,
  isKept: false,
};

function planItem(condition: Condition, verb: Verb, names: Sampling['names']): PlanItem {
  const { id, subject, title, workAtRisk } = condition;
  const branch = names?.branch ?? subject.id.replace(/^(env|s)-/, '');
  const isEligible = condition.actions.some((action) => action.verb === verb && action.offered);
  const path = `${subject.workspace}.worktrees/${branch}`;
  const removes = verb === 'clean_up';
  return {
    conditionId: id,
    subject,
    title,
    verb,
    eligible: isEligible,
    ...(isEligible ? {} : { why: 'Its session is still running; stop it first.' }),
    warnings:
      verb === 'restart' ? ['Its last command was “git push”: look at the remote too.'] : [],
    steps: [
      {
        describe: 'Keep the working tree, its index and HEAD as a backup, and read it back.',
        command: ['git', 'update-ref', `refs/rollcall/backups/${lastPart(branch)}`, '9f31c02'],
      },
      removes
        ? { describe: 'Remove this one worktree.', command: ['git', 'worktree', 'remove', path] }
        : {
            describe: 'Put the worktree back on its branch.',
            command: ['git', 'worktree', 'add', path, branch],
          },
      { describe: 'Start the agent in it and see it alive.' },
    ],
    keeps: [
      `branch ${branch}`,
      `${workAtRisk.uncommittedFiles ?? 0} uncommitted files, in the backup`,
    ],
    loses: verb === 'restart' ? [`${workAtRisk.minutes ?? 12} minutes of work`, '$2.10'] : [],
    frees: removes ? 1_400_000_000 : 0,
    preconditions: [
      { fact: 'HEAD', value: '9f31c02' },
      { fact: 'changed files', value: String(workAtRisk.uncommittedFiles ?? 'unknown') },
      { fact: 'session', value: 'not running' },
    ],
    backup: { kind: 'git_ref', location: `refs/rollcall/backups/${lastPart(branch)}` },
    ...(verb === 'restart' && { ignored: ignoredFiles }),
  };
}

/** A made-up plan for these conditions. */
export const samplePlan = (
  verb: Verb,
  conditions: readonly Condition[],
  { now, names, tier = verbTiers[verb] }: Omit<Sampling, 'items'> & { readonly tier?: Tier },
): Plan => ({
  planId: `plan-${verb}-${conditions.map(({ id }) => id).join(',')}-${now}`,
  fingerprint: 'f00d',
  verb,
  tier,
  items: conditions.map((condition) => planItem(condition, verb, names)),
  createdAt: now,
  expiresAt: later(now, 15 * 60_000),
  undo:
    tier === 3
      ? { why: 'What is confirmed by its count is not undone.' }
      : { until: later(now, 30 * 24 * 3_600_000) },
});

const refused: Partial<OperationItem> = {
  result: 'refused',
  why: 'A file was changed after the plan was made; nothing was touched.',
  before: { fact: 'changed files', value: '3' },
  after: { fact: 'changed files', value: '4' },
};

/** A made-up outcome of a plan; every second item is refused when `isMixed`. */
export const sampleOperation = (plan: Plan, isMixed: boolean): Operation => ({
  operationId: `operation-${plan.planId}`,
  planId: plan.planId,
  verb: plan.verb,
  state: 'done',
  items: plan.items.map(({ conditionId, subject, title, verb, backup }, index) => ({
    conditionId,
    subject,
    title,
    verb,
    result: 'applied',
    why: 'Seen alive as process 7310 at 14:03:12.',
    ...(isMixed && index % 2 === 0 ? refused : { backup: backup ?? undefined }),
  })),
  startedAt: plan.createdAt,
  finishedAt: later(plan.createdAt, 900),
});
