import type { Checkpoint } from '#shared/domain/checkpoint.ts';
import { counted } from '#shared/domain/counted.ts';
import type { Fact } from '#shared/domain/plan.ts';
import { findSession } from '#electron/recover/clean-up/clean-up-scene.ts';
import type { Look } from '#electron/recover/look.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import type { TaskScene } from '#electron/recover/task-scene.ts';
import { observeMerge, type Merge } from './merge.ts';

/** What tells whether to go on with a task is still the right thing. */
export interface Advice {
  readonly merge: Merge;
  /** Commits on the branch that are younger than the checkpoint; undefined when not looked at. */
  readonly commitsSince: number | undefined;
  readonly isBaseGone: boolean;
  /** Another worktree that has the branch checked out. */
  readonly branchAt: string | undefined;
  /** Somebody else's session at work in the same place, in words. */
  readonly inUse: string | undefined;
  /** Several may work in a shared workspace. */
  readonly isShared: boolean;
}

/** Looks at it. What could not be looked at advises nothing. */
export async function observeAdvice(
  deps: RecoverDeps,
  look: Look,
  { environment, reading, checkpoint, activeSessions }: TaskScene,
): Promise<Advice> {
  const git = environment?.record.git;
  const path = git?.worktreePath ?? environment?.record.path;
  const isThere = path !== undefined && reading?.path.kind === 'present';
  const isListed = isThere && git !== undefined && reading.registration === 'registered';
  const isOwnDead = activeSessions.every(({ fate }) => fate.kind === 'dead');
  return {
    merge:
      isListed && reading.base !== 'absent'
        ? await observeMerge(deps.runGit, path, git)
        : { kind: 'not_merged' },
    commitsSince:
      isListed && checkpoint !== undefined
        ? await countSince(deps, path, git.baseBranch, checkpoint.record)
        : undefined,
    isBaseGone: reading?.base === 'absent',
    branchAt: reading?.branchAt,
    // Its own living session is an obstacle of its own.
    inUse:
      isThere && isOwnDead
        ? await findSession(deps, look, { path, seen: reading.path, recorded: environment })
        : undefined,
    isShared: environment?.record.executionMode === 'shared_workspace',
  };
}

async function countSince(
  { runGit }: RecoverDeps,
  cwd: string,
  base: string,
  { boundaryAt, updatedAt }: Checkpoint,
): Promise<number | undefined> {
  // An interruption and a note are written later than the boundary was reached.
  const at = boundaryAt ?? updatedAt;
  // Git counts in whole seconds: a commit of the checkpoint's own second may have come before it.
  const since = new Date((Math.floor(Date.parse(at) / 1000) + 1) * 1000).toISOString();
  const args = ['rev-list', '--count', `--since=${since}`, 'HEAD', '--not', `refs/heads/${base}`];
  const counted = await runGit({ cwd, args, access: 'read' });
  return counted.ok ? Number(counted.value.trim()) : undefined;
}

/** Why the task should not be gone on with, or undefined. */
export function obstacleOfAdvice({ merge, inUse, isShared }: Advice): string | undefined {
  if (merge.kind === 'merged') return `${merge.says}: there is nothing to go on with.`;
  return isShared ? undefined : inUse;
}

/** What an operator should know before, though nothing stands in the way. */
export function warningsOfAdvice(advice: Advice, label: string | undefined): readonly string[] {
  const { commitsSince = 0, isBaseGone, branchAt, inUse, isShared } = advice;
  return [
    ...(commitsSince === 0 || label === undefined
      ? []
      : [
          `Checkpoint “${label}” is behind: ${counted(commitsSince, 'commit')} came after it, which its resume state does not know.`,
        ]),
    ...(isBaseGone ? ['The branch that it began from is gone.'] : []),
    ...(branchAt === undefined ? [] : [`Its branch is also checked out in ${branchAt}.`]),
    ...(isShared && inUse !== undefined ? [inUse] : []),
  ];
}

/** What the plan depends on. */
export const adviceFacts = ({ merge, commitsSince, inUse }: Advice): readonly Fact[] => [
  { fact: 'merged into its base', value: merge.kind === 'merged' ? merge.says : 'no' },
  { fact: 'commits since the checkpoint', value: String(commitsSince ?? 'not looked at') },
  { fact: 'others at work in it', value: inUse ?? 'nobody' },
];
