import { err, ok } from '#shared/result.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { targetOfItem } from '#electron/recover/target.ts';
import type { UndoSpec } from '#electron/recover/undo-spec.ts';
import { observeLock } from '#electron/recover/unlock/lock-scene.ts';

/** Locks the worktree again with the same reason, as long as nobody else has locked it since. */
export const undoneByLocking = (deps: RecoverDeps): UndoSpec => ({
  kind: 'also',
  async observe({ planned }, look) {
    const read = (name: string) => planned.preconditions.find(({ fact }) => fact === name)?.value;
    const reason = read('lock text') ?? '';
    const target = targetOfItem(planned, undefined);
    const { entry, repoRoot: cwd } = await observeLock(deps, target, look, () => '');
    const reasonArguments = reason === '' ? [] : ['--reason', reason];
    const args = ['worktree', 'lock', ...reasonArguments, '--', entry?.path ?? ''];
    const isBack = read('lock') === 'worktree' && entry?.locked?.reason === reason;
    return {
      why: isBack ? undefined : whyNot(read('lock'), entry),
      facts: [{ fact: 'lock', value: entry?.locked === undefined ? 'none' : 'locked' }],
      steps: isBack ? [] : [{ describe: 'Lock it again', command: ['git', '-C', cwd, ...args] }],
      async act() {
        if (isBack) return ok(undefined);
        const locked = await deps.runGit({ cwd, args, access: 'write' });
        return locked.ok ? ok(undefined) : err({ kind: 'failed', why: locked.error.message });
      },
    };
  },
});

function whyNot(kind: string | undefined, entry: { readonly locked?: unknown } | undefined) {
  if (kind === 'index')
    return 'An index lock that nobody keeps would only be in the way; it is kept in the trash.';
  if (entry === undefined) return 'Git does not list the worktree any more.';
  return entry.locked === undefined ? undefined : 'Somebody has locked it since.';
}
