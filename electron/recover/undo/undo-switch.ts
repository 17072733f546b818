import { err, ok } from '#shared/result.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { observeEnvironmentScene } from '#electron/recover/environment-scene.ts';
import type { Look } from '#electron/recover/look.ts';
import { plannedFact, targetOfItem } from '#electron/recover/target.ts';
import type { DoneItem, UndoReading, UndoSpec } from '#electron/recover/undo-spec.ts';
import { undoneByRestoring } from './undo-removal.ts';

/** The name under which a plan keeps the commit that the branch is at, or is made again at. */
export const branchFact = 'its branch is at';

/**
 * Gives back what was checked out, from the backup; a branch that was made again stays. Where only the
 * branch was made again, it goes, as long as nobody has moved it since.
 */
export const undoneBySwitching = (deps: RecoverDeps): UndoSpec => ({
  kind: 'also',
  observe: (done, look, ids) =>
    done.done.backup === undefined
      ? observeMade(deps, done, look)
      : undoneByRestoring(deps).observe(done, look, ids),
});

async function observeMade(
  deps: RecoverDeps,
  { planned }: DoneItem,
  look: Look,
): Promise<UndoReading> {
  const { recorded } = await observeEnvironmentScene(deps, targetOfItem(planned, undefined), look);
  const made = plannedFact(planned, branchFact) ?? '';
  const { repoRoot: cwd = '', branch = '' } = recorded?.record.git ?? {};
  const repository = await look.repository(cwd);
  const now = repository.kind === 'read' ? repository.branches[branch] : undefined;
  const args = ['update-ref', '-d', `refs/heads/${branch}`, made];
  return {
    why: now === made ? undefined : `Branch ${branch} is not where it was made again any more.`,
    facts: [{ fact: 'branch', value: now ?? 'none' }],
    steps: [{ describe: `Delete branch ${branch} again`, command: ['git', '-C', cwd, ...args] }],
    async act() {
      const deleted = await deps.runGit({ cwd, args, access: 'write' });
      return deleted.ok ? ok(undefined) : err({ kind: 'failed', why: deleted.error.message });
    },
  };
}
