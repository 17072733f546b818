import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type EnvironmentScene,
  observeEnvironmentScene,
} from '#electron/recover/environment-scene.ts';
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

export interface LockScene extends EnvironmentScene {
  readonly lock: HeldLock | undefined;
  /** The index lock itself, and where it is put. */
  readonly file: string;
  readonly aside: string;
}

/** Gathers it: the index lock when the condition is about that one, else git's lock of the worktree. */
export async function observeLock(
  deps: RecoverDeps,
  target: Target,
  look: Look,
  ids: PlanIds,
): Promise<LockScene> {
  const scene = await observeEnvironmentScene(deps, target, look);
  const isIndex = target.conditionId.endsWith(':index_lock_abandoned');
  return {
    ...scene,
    lock: isIndex ? await indexLock(deps, scene) : worktreeLock(scene),
    file: join(scene.reading?.worktree?.adminDir ?? '', 'index.lock'),
    aside: join(trashPath(scene.recorded?.record.workspaceRoot ?? '', ids('trash')), 'index.lock'),
  };
}

function worktreeLock({ reading }: EnvironmentScene): HeldLock | undefined {
  const text = reading?.worktree?.locked?.reason;
  if (text === undefined) return undefined;
  const { lockHolder } = reading ?? {};
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
  { reading }: EnvironmentScene,
): Promise<HeldLock | undefined> {
  const adminDir = reading?.worktree?.adminDir;
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
  const { gitAtWork } = reading ?? {};
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
