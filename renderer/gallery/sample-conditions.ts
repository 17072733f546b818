import type { Condition } from '#shared/domain/condition.ts';
import { makeCondition } from '#shared/testing/make-condition.ts';
import { later } from '#shared/testing/moments.ts';
import { fill, type Sampling, type TriedNames } from './tried-names.ts';

type Make = (now: string) => Condition;
const minutes = (count: number) => count * -60_000;
const subject = (workspace: string, kind: Condition['subject']['kind'], id: string) => ({
  kind,
  id,
  source: 'rollcall',
  workspace: `/home/operator/code/${workspace}`,
});

/** A made-up morning: one restart of the machine, directories removed by hand, and single trouble. */
const morning: readonly Make[] = [
  (now) =>
    makeCondition.crashed({
      id: 'session:s-limiter:pid_reused',
      taskId: 'limiter',
      reason: 'pid_reused',
      subject: subject('api', 'session', 's-limiter'),
      title: 'Rate limiter for the gateway',
      message:
        'Process 4121, started 08:34:11, is gone since this machine restarted; 3 uncommitted files; checkpoint “after unit tests” intact.',
      workAtRisk: { uncommittedFiles: 3, unpushedCommits: 0, minutes: 37, usd: 2.1 },
      since: later(now, minutes(128)),
      runId: 'run-41',
    }),
  (now) =>
    makeCondition.crashed({
      id: 'session:s-postgres:pid_reused',
      reason: 'pid_reused',
      subject: subject('api', 'session', 's-postgres'),
      title: 'Move sessions to Postgres',
      message:
        'Process 4188, started 08:02:40, is gone since this machine restarted; it was in the middle of “git push”.',
      workAtRisk: { uncommittedFiles: 11, unpushedCommits: 2, minutes: 80, usd: 5.4 },
      since: later(now, minutes(128)),
      proposed: 'restart',
      agentId: 'codex',
      runId: 'run-41',
    }),
  (now) =>
    makeCondition.drifted({
      id: 'environment:env-invoices:directory_missing',
      subject: subject('web', 'environment', 'env-invoices'),
      title: 'Dark mode for invoices',
      message:
        'The directory web.worktrees/invoices-dark is missing, still registered; branch invoices-dark is at 9f31c02, pushed.',
      workAtRisk: { uncommittedFiles: 0, unpushedCommits: 2 },
      since: later(now, minutes(20)),
      agentId: 'claude-code',
      runId: 'run-39',
    }),
  (now) =>
    makeCondition.drifted({
      id: 'environment:env-search:directory_missing',
      subject: subject('web', 'environment', 'env-search'),
      title: 'Search across all customers and every invoice they ever received',
      message:
        'The directory web.worktrees/search is missing, still registered; branch search is at 1c0ffee, not pushed.',
      workAtRisk: { uncommittedFiles: 0, unpushedCommits: 7 },
      since: later(now, minutes(20)),
      runId: 'run-39',
    }),
  (now) =>
    makeCondition.drifted({
      id: 'environment:env-react:operation_in_progress',
      reason: 'operation_in_progress',
      subject: subject('web', 'environment', 'env-react'),
      title: 'Upgrade to React 19',
      message: 'A rebase is half done in its worktree: 2 of 7 commits, 1 conflict, 5 files.',
      workAtRisk: { uncommittedFiles: 5, unpushedCommits: 7 },
      since: later(now, minutes(34)),
      proposed: 'acknowledge',
      runId: 'run-39',
    }),
  (now) =>
    makeCondition.orphaned({
      id: 'session:s-6210:unrecorded_session',
      subject: subject('infra', 'session', 's-6210'),
      title: 'process 6210 · aider',
      message: 'Runs, but nobody recorded it; in the worktree of finished task “terraform-13”.',
      workAtRisk: { uncommittedFiles: 2, unpushedCommits: 0 },
      since: later(now, minutes(372)),
    }),
  (now) =>
    makeCondition.orphaned({
      id: 'environment:env-spike:environment_orphaned',
      reason: 'environment_orphaned',
      severity: 'low',
      subject: subject('infra', 'environment', 'env-spike'),
      title: 'infra.worktrees/spike-queue',
      message: 'No task owns this worktree; its branch is merged and nothing is unsaved; 1.4 GB.',
      workAtRisk: { uncommittedFiles: 0, unpushedCommits: 0 },
      since: later(now, minutes(12 * 1440)),
      proposed: 'clean_up',
      actions: [
        { verb: 'clean_up', offered: true, effect: 'Removes it after a backup; frees 1.4 GB.' },
        { verb: 'acknowledge', offered: true, effect: 'Takes it off the list until it changes.' },
      ],
    }),
  (now) =>
    makeCondition.blocked({
      id: 'environment:env-notes:lease_abandoned',
      reason: 'lease_abandoned',
      subject: subject('web', 'environment', 'env-notes'),
      title: 'Release notes 2.8',
      message: 'Its lease is abandoned: holder 3977 ended with the restart of this machine.',
      since: later(now, minutes(127)),
      proposed: 'release_lease',
      actions: [
        { verb: 'release_lease', offered: true, effect: 'Frees the environment for its task.' },
        { verb: 'acknowledge', offered: true, effect: 'Takes it off the list until it changes.' },
      ],
      runId: 'run-39',
    }),
  (now) => makeCondition.blocked({ since: later(now, minutes(3)) }),
  (now) =>
    makeCondition.blocked({
      id: 'repository:infra:repository_unreadable',
      reason: 'repository_unreadable',
      subject: subject('infra', 'repository', 'infra'),
      title: 'infra',
      message: '“git worktree list” failed: index file corrupt. Its environments are unknown.',
      workAtRisk: {},
      since: later(now, minutes(1)),
      proposed: 'look_again',
      actions: [{ verb: 'look_again', offered: true, effect: 'Observes once more.' }],
      agentId: undefined,
      runId: undefined,
    }),
];

/** What happened to something of this name, with its branch and its path in the sentence. */
const sentences = ({ workspace, directory, branch, label, session }: TriedNames) => [
  `Process 4121 of session ${session}, started 08:34:11, is gone; 3 uncommitted files; checkpoint “${label}” intact.`,
  `The directory ${workspace}.worktrees/${directory} is missing, still registered; branch ${branch} is at 9f31c02, not pushed.`,
];

/** Gives an item names that try the layout, wherever a name stands in it. */
function rename(condition: Condition, names: TriedNames | undefined, at: number): Condition {
  if (names === undefined) return condition;
  return {
    ...condition,
    title:
      condition.subject.kind === 'session' ? names.task : at % 2 ? names.directory : names.task,
    message: sentences(names)[at % 2] ?? condition.message,
    subject: { ...condition.subject, workspace: `/home/operator/code/${names.workspace}` },
    runId: names.run,
    agentId: names.agent,
  };
}

/** So many made-up conditions: the morning first, then the same again under other names. */
export const sampleConditions = ({ items, now, names }: Sampling): readonly Condition[] =>
  fill(
    morning.map((make) => make(now)),
    items,
    (condition, round) => ({
      ...condition,
      id: `${condition.id}:${round}`,
      title: `${condition.title} (${round + 1})`,
      since: later(condition.since, minutes(round * 7)),
    }),
  ).map((condition, at) => rename(condition, names, at));

const looks = (now: string): Condition['evidence'] => [
  { probe: 'engine process', value: 's-limiter is not listed', observedAt: now },
  { probe: 'git status', value: '3 changed, 1 commit not pushed', observedAt: now },
  { probe: 'start time', value: '08:34:11 recorded, this one began 09:12:40', observedAt: now },
];

/** The same item with so much evidence, and so much to compare. */
export function withEvidence(condition: Condition, { items, now, names }: Sampling): Condition {
  const branch = names?.branch ?? 'rollcall/rate-limiter';
  const path = `${condition.subject.workspace}.worktrees/${names?.directory ?? 'rate-limiter'}`;
  const compared: Condition['comparisons'] = [
    { name: 'Session', recorded: 'running', observed: 'gone', differs: true },
    { name: 'Branch', recorded: branch, observed: branch, differs: false },
    { name: 'Path', recorded: path, observed: 'absent', differs: true },
  ];
  const seen = names === undefined ? [] : [{ probe: 'path', value: path, observedAt: now }];
  return {
    ...condition,
    evidence: fill([...seen, ...looks(now)], items, (one, round) => ({
      ...one,
      value: `${one.value} (look ${round + 1})`,
    })),
    comparisons: fill(compared, items, (one, round) => ({
      ...one,
      name: `${one.name} ${round + 1}`,
    })),
  };
}
