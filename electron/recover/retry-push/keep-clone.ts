import { join } from 'node:path';
import { err, ok, type Result } from '#shared/result.ts';
import type { RunGit } from '#shared/domain/git.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { type BackupRequest, makeBackup } from '#electron/recover/backup/make-backup.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { withScratch } from '#electron/recover/scratch.ts';

type Failure = { readonly kind?: string; readonly message: string };

/** A clone may be large, and a machine slow. */
const timeoutMs = 10 * 60_000;
/** Commits that the repository surely has; more would only make the way shorter. */
const maxTips = 200;

/**
 * Keeps what is in a clone under a private ref of the repository it was cloned from, where it outlives
 * the clone. Nothing is fetched: the objects go over in a file.
 */
export async function keepClone(
  deps: Pick<RecoverDeps, 'runGit' | 'home'>,
  repository: string,
  request: BackupRequest,
): Promise<Result<void, Failure>> {
  const { runGit } = deps;
  const { worktree, ref } = request;
  const made = await makeBackup(deps, request);
  if (!made.ok) return made;
  failpoint('retry_push:kept-in-clone');
  const { commit } = made.value;
  // A worktree of that very repository has it there already.
  if ((await resolve(runGit, repository, ref)) === commit) return ok(undefined);
  const carried = await withScratch(deps.home, (scratch) =>
    carryOver(runGit, { repository, clone: worktree, ref, commit, file: join(scratch, 'bundle') }),
  );
  await forgetInClone(runGit, worktree, ref);
  return carried;
}

/** Takes the ref out of the clone again. */
export const forgetInClone = (runGit: RunGit, clone: string, ref: string) =>
  runGit({ cwd: clone, args: ['update-ref', '-d', ref], access: 'write' });

/** The commit of a ref; undefined where there is none. */
async function resolve(runGit: RunGit, cwd: string, ref: string): Promise<string | undefined> {
  const found = await runGit({
    cwd,
    args: ['rev-parse', '--verify', '--quiet', ref],
    access: 'read',
  });
  return found.ok ? found.value.trim() : undefined;
}

interface Way {
  readonly repository: string;
  readonly clone: string;
  readonly ref: string;
  readonly commit: string;
  readonly file: string;
}

async function carryOver(
  runGit: RunGit,
  { repository, clone, ref, commit, file }: Way,
): Promise<Result<void, Failure>> {
  const inRepository = (access: 'read' | 'write', ...args: readonly string[]) =>
    runGit({ cwd: repository, args, access, timeoutMs });
  const path = ['rev-parse', '--path-format=absolute', '--git-path', 'objects'];
  const objects = await inRepository('read', ...path);
  if (!objects.ok) return objects;
  const heads = ['for-each-ref', '--format=%(objectname)', `--count=${maxTips}`, 'refs/heads'];
  const tips = await inRepository('read', ...heads);
  if (!tips.ok) return tips;
  const known = [...new Set(tips.value.split('\n').filter(Boolean))].map((id) => `^${id}`);
  const bundled = await runGit({
    cwd: clone,
    args: ['bundle', 'create', '--quiet', file, ref, ...known],
    access: 'write',
    // So that the clone knows the repository's commits, and leaves them out. Quoted as git reads it.
    env: { GIT_ALTERNATE_OBJECT_DIRECTORIES: JSON.stringify(objects.value.trimEnd()) },
    timeoutMs,
  });
  if (!bundled.ok) return bundled;
  failpoint('retry_push:bundled');
  const taken = await inRepository('write', 'bundle', 'unbundle', file);
  if (!taken.ok) return taken;
  // Every object that it reaches has to be there, before it has a name: else it would be no backup.
  const whole = await inRepository('read', 'rev-list', '--objects', '--quiet', commit, ...known);
  if (!whole.ok) return err({ message: `it did not read back: ${whole.error.message}` });
  const none = '0'.repeat(commit.length);
  const named = await inRepository('write', 'update-ref', '--no-deref', ref, commit, none);
  return named.ok ? ok(undefined) : named;
}
