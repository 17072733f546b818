import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { GitAtWork, LockHolder, WorktreeEntry } from '#shared/domain/observation.ts';
import { observePlace } from '#electron/recover/clean-up/place.ts';
import { observeEnvironmentScene } from '#electron/recover/environment-scene.ts';
import type { Look } from '#electron/recover/look.ts';
import type { PlanIds } from '#electron/recover/plan-ids.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import type { Target } from '#electron/recover/target.ts';
import { trashPath } from '#electron/recover/trash.ts';

/** The lock that is to go, and what is known of who keeps it. */
export interface HeldLock {
  readonly kind: 'worktree' | 'index';
  /** Git's lock reason as it is; of an index lock since when it is there. */
  readonly text: string;
  readonly holder: 'gone' | 'alive' | 'unknown';
  /** The holder in words. */
  readonly says: string;
}

/** What is locked: a recorded worktree, or one that git lists and no record names. */
export interface LockScene {
  readonly target: Target;
  /** False when it stands for neither. */
  readonly isKnown: boolean;
  readonly repoRoot: string;
  readonly entry: WorktreeEntry | undefined;
  readonly lock: HeldLock | undefined;
  /** The index lock itself, and where it is put. */
  readonly file: string;
  readonly aside: string;
}

interface LockedPlace {
  readonly isKnown: boolean;
  readonly repoRoot: string;
  readonly workspace: string;
  readonly entry: WorktreeEntry | undefined;
  readonly lockHolder: LockHolder | undefined;
  readonly gitAtWork: GitAtWork | undefined;
}

/** Gathers it: the index lock when the condition is about that one, else git's lock of the worktree. */
export async function observeLock(
  deps: RecoverDeps,
  target: Target,
  look: Look,
  ids: PlanIds,
): Promise<LockScene> {
  const place = await observeLockedPlace(deps, target, look);
  const { isKnown, repoRoot, entry, workspace } = place;
  const isIndex = target.conditionId.endsWith(':index_lock_abandoned');
  return {
    target,
    isKnown,
    repoRoot,
    entry,
    lock: isIndex ? await indexLock(deps, place) : worktreeLock(place),
    file: join(entry?.adminDir ?? '', 'index.lock'),
    aside: join(trashPath(workspace, ids('trash')), 'index.lock'),
  };
}

async function observeLockedPlace(
  deps: RecoverDeps,
  target: Target,
  look: Look,
): Promise<LockedPlace> {
  if (target.subject.kind === 'directory') {
    const place = await observePlace(deps, target, look);
    const { entry, workspace = '' } = place ?? {};
    const lockHolder = entry?.lockHolder;
    return {
      isKnown: entry !== undefined,
      repoRoot: workspace,
      workspace,
      entry,
      lockHolder,
      gitAtWork: undefined,
    };
  }
  const { recorded, reading } = await observeEnvironmentScene(deps, target, look);
  return {
    isKnown: recorded !== undefined,
    repoRoot: recorded?.record.git?.repoRoot ?? '',
    workspace: recorded?.record.workspaceRoot ?? '',
    entry: reading?.worktree,
    lockHolder: reading?.lockHolder,
    gitAtWork: reading?.gitAtWork,
  };
}

function worktreeLock({ entry, lockHolder }: LockedPlace): HeldLock | undefined {
  const text = entry?.locked?.reason;
  if (text === undefined) return undefined;
  if (lockHolder?.kind !== 'named')
    return { kind: 'worktree', text, holder: 'unknown', says: 'nobody is named in it' };
  const name = `process ${lockHolder.pid}`;
  switch (lockHolder.process.kind) {
    case 'alive':
      return { kind: 'worktree', text, holder: 'alive', says: `${name} is alive` };
    case 'absent':
    case 'reused':
      return { kind: 'worktree', text, holder: 'gone', says: `${name} is gone` };
    case 'unknown':
      return { kind: 'worktree', text, holder: 'unknown', says: `${name} could not be judged` };
  }
}

async function indexLock(
  { clock, policy }: RecoverDeps,
  { entry, gitAtWork }: LockedPlace,
): Promise<HeldLock | undefined> {
  const adminDir = entry?.adminDir;
  if (adminDir === undefined) return undefined;
  const stats = await lstat(join(adminDir, 'index.lock')).catch(() => undefined);
  if (stats === undefined) return undefined;
  const text = stats.mtime.toISOString();
  const of = (holder: HeldLock['holder'], says: string): HeldLock => ({
    kind: 'index',
    text,
    holder,
    says,
  });
  if (gitAtWork?.kind === 'running') return of('alive', `git process ${gitAtWork.pid} is at work`);
  if (clock.nowMs() - stats.mtimeMs <= policy.indexLockLimitMs)
    return of('alive', 'it was taken a moment ago');
  return gitAtWork?.kind === 'none'
    ? of('gone', 'no git process is at work there')
    : of(
        'unknown',
        `whether git is at work there is not known (${gitAtWork?.why ?? 'not looked at'})`,
      );
}
