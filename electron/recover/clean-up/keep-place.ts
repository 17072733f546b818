import type { Result } from '#shared/result.ts';
import { keepEntry } from '#electron/recover/backup/keep-entry.ts';
import { makeBackup } from '#electron/recover/backup/make-backup.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import type { LeavingScene } from './clean-up-scene.ts';
import type { Place } from './place.ts';

/** Of a worktree whose directory is gone: keeps its commit. */
export const keepCommitArguments = (ref: string, entry: Place['entry']): readonly string[] => [
  'update-ref',
  '--no-deref',
  ref,
  entry?.head ?? '',
];

/**
 * A backup of the worktree. Of one that is cut off from git, what its entry names; of another whose
 * directory is gone, the commit that only its entry names.
 */
export async function keepPlace(
  deps: RecoverDeps,
  { isCutOff }: Pick<LeavingScene, 'isCutOff'>,
  { path, seen, entry, recorded, repoRoot }: Place,
  { ref, signal }: { readonly ref: string; readonly signal: AbortSignal | undefined },
): Promise<Result<unknown, { readonly kind?: string; readonly message: string }>> {
  if (seen.kind !== 'present' && !isCutOff)
    return deps.runGit({ cwd: repoRoot, args: keepCommitArguments(ref, entry), access: 'write' });
  const { id: environmentId, taskId } = recorded?.record ?? {};
  const about = { path, environmentId, taskId, branch: entry?.branch };
  const at = deps.clock.now();
  if (!isCutOff) return makeBackup(deps, { worktree: path, ref, about, at, signal });
  const { adminDir = '', head = '' } = entry ?? {};
  return keepEntry(deps, { repoRoot, adminDir, head, ref, about, at });
}
