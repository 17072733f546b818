import { isRetiredEnvironment, type Environment } from '#shared/domain/environment.ts';
import type { EnvironmentReading } from '#shared/domain/observation.ts';
import type { Recorded, RecordSet } from '#shared/domain/records.ts';
import type { Key } from './wake-queue.ts';

/** A worktree belongs to its repository, anything else to the folder it was recorded for. */
export const groupOf = ({ record, workspace }: Recorded<Environment>): string =>
  record.executionMode === 'git_worktree' && record.git !== undefined
    ? record.git.repoRoot
    : workspace;

export const environmentKey = (recorded: Recorded<Environment>): Key => ({
  id: `environment:${recorded.record.id}`,
  group: groupOf(recorded),
});

/** A repository's list of worktrees, and what no record names in a watched folder. */
export const workspaceKey = (path: string): Key => ({ id: `workspace:${path}`, group: path });

export const isEnvironmentLive = ({ record }: Recorded<Environment>): boolean =>
  !isRetiredEnvironment(record);

/** Everything that is looked at by itself: watched folders, repositories, environments. */
export function keysOf(recorded: RecordSet, workspaces: readonly string[]): readonly Key[] {
  const live = recorded.environments.filter(isEnvironmentLive).map(environmentKey);
  const places = new Set([...workspaces, ...live.map(({ group }) => group)]);
  return [...[...places].map(workspaceKey), ...live];
}

/** The environments in which these sessions work. */
export function environmentsOf(
  recorded: RecordSet,
  sessionIds: ReadonlySet<string>,
): ReadonlySet<string> {
  const taskIds = new Set<string>();
  for (const { record } of recorded.sessions)
    if (sessionIds.has(record.id) && record.taskId !== undefined) taskIds.add(record.taskId);
  const ids = new Set<string>();
  for (const { record } of recorded.environments)
    if (record.taskId !== undefined && taskIds.has(record.taskId)) ids.add(record.id);
  for (const { record } of recorded.tasks)
    if (record.environmentId !== undefined && taskIds.has(record.id)) ids.add(record.environmentId);
  return ids;
}

/** Whether a look could not see what it was for; it is tried again, ever more seldom. */
export const isFailedReading = (
  environment: Environment,
  { path, registration, status }: EnvironmentReading,
): boolean =>
  environment.executionMode !== 'remote' &&
  (path.kind === 'unknown' || registration === 'unknown' || status?.kind === 'unknown');
