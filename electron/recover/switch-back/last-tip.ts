import { join } from 'node:path';
import type { Environment, WorktreeDetails } from '#shared/domain/environment.ts';
import type { RunGit } from '#shared/domain/git.ts';
import type { RepositoryReading, WorktreeEntry } from '#shared/domain/observation.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { readBounded } from '#electron/platform/files.ts';
import { describeSource, findWorktreeSource } from '#electron/recover/worktree-source.ts';

/** Where a branch is, or was last known to be. */
export interface Tip {
  readonly commit: string;
  /** In words, where that is known from. */
  readonly from: string;
}

const mostRead = 16 * 1024 * 1024;
const entryForm =
  /^(?<before>[0-9a-f]{40,64}) (?<after>[0-9a-f]{40,64}) [^\t]*(?:\t(?<what>.*))?$/u;

/**
 * The commit at which HEAD last left a branch, from HEAD's own reflog; where HEAD is on that branch
 * still, its last one. Undefined when the reflog does not tell.
 */
export function tipInReflog(text: string, branch: string, isOnIt: boolean): string | undefined {
  const left = [`checkout: moving from ${branch} to `, `Branch: renamed refs/heads/${branch} to `];
  for (const line of text.split('\n').toReversed()) {
    const { before, after, what = '' } = entryForm.exec(line)?.groups ?? {};
    const isLeft = left.some((start) => what.startsWith(start));
    // Where a branch was deleted or renamed, one of the two is none.
    const told = isOnIt ? [after, before] : isLeft ? [before] : [];
    const tip = told.find((id) => id !== undefined && !isNone(id));
    if (tip !== undefined) return tip;
  }
  return undefined;
}

const isNone = (id: string): boolean => /^0+$/u.test(id);

/** Where a branch that is gone was last: by HEAD's reflog, else a backup, else the recorded commit. */
export async function findLastTip(
  runGit: RunGit,
  {
    environment,
    git,
    entry,
    repository,
  }: {
    readonly environment: Environment;
    readonly git: WorktreeDetails;
    readonly entry: WorktreeEntry;
    readonly repository: RepositoryReading;
  },
): Promise<Result<Tip, string>> {
  const log = await readBounded(join(entry.adminDir ?? '', 'logs', 'HEAD'), mostRead);
  const isOnIt = !entry.isDetached && entry.branch === git.branch;
  const commit = log.ok ? tipInReflog(log.value, git.branch, isOnIt) : undefined;
  if (commit !== undefined) {
    const args = ['cat-file', '-e', `${commit}^{commit}`];
    const isThere = await runGit({ cwd: git.repoRoot, args, access: 'read' });
    if (isThere.ok) return ok({ commit, from: 'where it was left' });
  }
  const source = await findWorktreeSource(runGit, environment, git, repository);
  switch (source.kind) {
    case 'backup':
    case 'recorded_commit':
      return ok({ commit: source.commit, from: source.from });
    case 'none':
      return err(source.why);
    // Its base knows nothing of the work that was on it.
    default:
      return err(`nothing but ${describeSource(source)} is left of it`);
  }
}
