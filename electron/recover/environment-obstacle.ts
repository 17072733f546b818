import type { EnvironmentReading } from '#shared/domain/observation.ts';
import type { TaskScene } from './task-scene.ts';

/** Where a task's agent is started: its environment's path, or the workspace it was recorded in. */
export const workingDirectoryOf = ({
  environment,
  lastSession,
  task,
}: TaskScene): string | undefined =>
  environment?.record.path ?? lastSession?.record.cwd ?? task?.workspace;

/** A worktree that was moved is not lost: one made in its place would cut it off. */
export const obstacleOfMove = (path: string, movedTo: string): string =>
  `The worktree of ${path} is in ${movedTo} now; reattach it first.`;

/** By git's own lock: it has not written all files yet, or was ended before it had. */
export const isBeingMade = (reading: EnvironmentReading | undefined): boolean =>
  reading?.worktree?.locked?.reason === 'initializing';

/** Why nothing can be started in the task's environment as it was seen; undefined when it can. */
export function obstacleOfEnvironment({
  task,
  environment,
  reading,
}: TaskScene): string | undefined {
  if (environment === undefined)
    return task?.record.environmentId === undefined
      ? undefined
      : `Its environment ${task.record.environmentId} is not recorded any more.`;
  const { executionMode, path } = environment.record;
  if (executionMode === 'remote') return 'Its environment is on another machine.';
  if (reading === undefined || reading.path.kind === 'unknown')
    return `${path} could not be looked at; look again.`;
  if (reading.movedTo !== undefined) return obstacleOfMove(path, reading.movedTo);
  if (reading.path.kind === 'absent')
    return reading.path.parent === 'present'
      ? `${path} is missing; recreate the environment first.`
      : `${path} and the folder above it are missing, perhaps a volume is not mounted; look again.`;
  if (executionMode !== 'git_worktree') return undefined;
  if (isBeingMade(reading))
    return `Git has not made ${path} to its end: wait for it, or unlock it and restart from scratch.`;
  if (reading.registration === 'unregistered')
    return `Git does not list ${path} as a worktree; reattach it first.`;
  return reading.registration === 'unknown'
    ? `Whether git lists ${path} could not be seen; look again.`
    : undefined;
}

/** The environment as a planned fact. */
export function environmentFact({ environment, reading }: TaskScene): string {
  if (environment === undefined) return 'none of its own';
  const presence = reading?.path.kind ?? 'unknown';
  const registration = reading?.registration ?? 'unknown';
  return registration === 'not_applicable' ? presence : `${presence}, ${registration}`;
}

/** The branch (or commit) checked out in the environment, as a planned fact. */
export function branchFact({ reading }: TaskScene): string {
  const worktree = reading?.worktree;
  if (worktree === undefined) return 'none';
  return worktree.isDetached ? `detached at ${worktree.head ?? '?'}` : (worktree.branch ?? 'none');
}

/** What an operator should know before an agent goes on there; drift is no obstacle to its work. */
export function branchWarnings({ environment, reading }: TaskScene): readonly string[] {
  const recorded = environment?.record.git?.branch;
  const worktree = reading?.worktree;
  if (recorded === undefined || worktree === undefined || worktree.branch === recorded) return [];
  const found = worktree.branch === undefined ? 'no branch' : `branch ${worktree.branch}`;
  return [`Its worktree is on ${found}, not on ${recorded}.`];
}
