import type { GitError, RunGit } from '#shared/domain/git.ts';
import { ok, type Result } from '#shared/result.ts';
import { backupRefs, environmentTrailer } from './backup-record.ts';

export interface FoundBackup {
  readonly ref: string;
  /** The commit that was HEAD. */
  readonly head: string;
}

/** The newest backup of an environment, or undefined when there is none. */
export async function findBackup(
  runGit: RunGit,
  repoRoot: string,
  environmentId: string,
): Promise<Result<FoundBackup | undefined, GitError>> {
  const trailer = `%(contents:trailers:key=${environmentTrailer},valueonly,separator=%00)`;
  const listed = await runGit({
    cwd: repoRoot,
    args: [
      'for-each-ref',
      '--sort=-committerdate',
      `--format=%(refname)%09%(parent)%09${trailer}`,
      `${backupRefs}/`,
    ],
    access: 'read',
  });
  if (!listed.ok) return listed;
  const wanted = JSON.stringify(environmentId);
  for (const line of listed.value.split('\n')) {
    const [ref, parents, ...value] = line.split('\t');
    const head = parents?.split(' ')[0];
    if (ref && head && value.join('\t').trim() === wanted) return ok({ ref, head });
  }
  return ok(undefined);
}
