import { mkdir, rename, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { err, messageOf, ok } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { plainDescription, type Description } from '#electron/recover/description.ts';
import { defineVerb, type Acted, type RecoveryVerb } from '#electron/recover/recovery-verb.ts';
import { undoneByLocking } from '#electron/recover/undo/undo-unlock.ts';
import { type LockScene, observeLock } from '#electron/recover/unlock/lock-scene.ts';

/**
 * Unlock: takes git's lock of a worktree away, or puts an abandoned index.lock aside, when its holder
 * was proven gone. Where nobody can tell, the operator types the count.
 */
export const createUnlock = (deps: RecoverDeps): RecoveryVerb =>
  defineVerb<LockScene>({
    verb: 'unlock',
    observe: (target, look, ids) => observeLock(deps, target, look, ids),
    goalHolds: ({ entry, lock }) =>
      entry !== undefined && lock === undefined ? 'It is not locked.' : undefined,
    eligibility({ isKnown, entry, lock }) {
      if (!isKnown) return notListed;
      if (entry === undefined || lock === undefined)
        return 'Its lock could not be looked at; look again.';
      return lock.holder === 'alive' ? `It is held: ${lock.says}; wait or stop that.` : undefined;
    },
    facts: ({ lock }) => [
      { fact: 'lock', value: lock?.kind ?? 'none' },
      { fact: 'lock text', value: lock?.text ?? 'none' },
      { fact: 'its holder', value: lock === undefined ? 'nobody' : lock.says },
    ],
    describe,
    act: (scene) => act(deps, scene),
    async settle({ lock, aside }) {
      // The place that was made for it, when it never came there.
      if (lock?.kind === 'index') await rmdir(dirname(aside)).catch(() => undefined);
      return undefined;
    },
    async verify({ target }, look) {
      const again = await observeLock(deps, target, look, () => '');
      return again.entry !== undefined && again.lock === undefined
        ? ok(`${again.entry.path} is not locked any more.`)
        : err('It is still locked; look again.');
    },
    undo: undoneByLocking(deps),
  });

const unlockArguments = ({ entry }: LockScene): readonly string[] => [
  'worktree',
  'unlock',
  '--',
  entry?.path ?? '',
];

const notListed = 'No record names it, and git lists no worktree there.';

function describe(scene: LockScene): Description {
  const { lock, repoRoot, file, aside } = scene;
  return {
    ...plainDescription([
      lock?.kind === 'index'
        ? { describe: `Move ${file} to ${aside}` }
        : {
            describe: `Take away git's lock (“${lock?.text ?? ''}”)`,
            command: ['git', '-C', repoRoot, ...unlockArguments(scene)],
          },
    ]),
    keeps: [
      'Every file in it as it is',
      ...(lock?.kind === 'index' ? [`The lock itself, in ${aside}`] : []),
    ],
    warnings:
      lock?.holder === 'unknown'
        ? [`Who keeps the lock cannot be proven gone: ${lock.says}. It may still be needed.`]
        : [],
    isHolderUncertain: lock?.holder === 'unknown',
    backup: lock?.kind === 'index' ? { kind: 'trash', location: dirname(aside) } : null,
  };
}

async function act(deps: RecoverDeps, scene: LockScene): Promise<Acted> {
  const { lock, repoRoot, file, aside } = scene;
  if (lock?.kind === 'index') {
    try {
      await mkdir(dirname(aside), { recursive: true });
      failpoint('unlock:before-move');
      await rename(file, aside);
      failpoint('unlock:moved');
      return ok({ why: 'Put aside.', backup: { kind: 'trash', location: dirname(aside) } });
    } catch (error) {
      const why = messageOf(error);
      return err({ kind: 'failed', why: `${file} could not be moved and is where it was: ${why}` });
    }
  }
  const args = unlockArguments(scene);
  failpoint('unlock:before-git');
  const unlocked = await deps.runGit({ cwd: repoRoot, args, access: 'write' });
  failpoint('unlock:unlocked');
  return unlocked.ok
    ? ok({ why: 'Unlocked.' })
    : err({ kind: 'failed', why: `Git did not unlock it: ${unlocked.error.message}` });
}
