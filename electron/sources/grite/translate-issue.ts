import type { Task, TaskState } from '#shared/domain/task.ts';
import { given } from '#electron/sources/given.ts';
import { nameField } from '#electron/sources/source-fields.ts';
import type { Issue } from './schemas.ts';

const states: Readonly<Record<string, TaskState>> = {
  queued: 'queued',
  running: 'running',
  blocked: 'blocked',
  needs_review: 'review_pending',
  needsreview: 'review_pending',
  merged: 'completed',
  dropped: 'cancelled',
};

/** The rest of the first label that begins so, where that can be a name. */
const labelled = ({ labels }: Issue, name: string): string | undefined =>
  labels
    .filter((label) => label.startsWith(`${name}:`))
    .map((label) => label.slice(name.length + 1))
    .find((rest) => nameField.safeParse(rest).success);

const instant = (ms: number | undefined): string => new Date(ms ?? 0).toISOString();

/** The task's own name, else its issue's. */
export const taskIdOf = (issue: Issue): string => labelled(issue, 'task') ?? issue.issue_id;

export const runIdOf = (issue: Issue): string => labelled(issue, 'convoy') ?? 'no convoy';

/** Undefined of an issue that is no task. */
export function translateIssue(issue: Issue): (Task & { readonly issueId: string }) | undefined {
  if (!issue.labels.includes('type:task')) return undefined;
  const status = (labelled(issue, 'status') ?? 'queued').replaceAll('-', '_');
  const state = Object.hasOwn(states, status) ? states[status] : undefined;
  const isClosed = issue.state === 'closed';
  return {
    id: taskIdOf(issue),
    runId: runIdOf(issue),
    agentId: labelled(issue, 'engine') ?? 'unknown',
    ...given('name', issue.title),
    state: isClosed && state !== 'cancelled' ? 'completed' : (state ?? 'blocked'),
    executionMode: 'isolated_workspace',
    dependsOn: [],
    attempts: 0,
    blockedReasons: state === undefined && !isClosed ? [`Its status is “${status}”.`] : [],
    approvalRequired: false,
    resultPublished: status === 'merged',
    createdAt: instant(issue.created_ts),
    updatedAt: instant(issue.updated_ts ?? issue.created_ts),
    issueId: issue.issue_id,
  };
}
