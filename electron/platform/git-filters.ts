import { join } from 'node:path';
import type { GitError, GitRequest } from '#shared/domain/git.ts';
import { ok, type Result } from '#shared/result.ts';
import { readBounded } from './files.ts';
import { findGitDirectories } from './git-directories.ts';

/** A larger configuration is left to git to read. */
const maxConfigBytes = 64 * 1024;

type Run = (request: GitRequest, filters: readonly string[]) => Promise<Result<string, GitError>>;

/**
 * Whether the repository at `cwd` certainly configures no filter: its files were read and neither
 * speak of filters nor include others. A cheap look that saves a git process in nearly every case.
 */
async function certainlyNone(cwd: string): Promise<boolean> {
  const directories = await findGitDirectories(cwd);
  if (directories === undefined) return false;
  const { own, common } = directories;
  const texts = await Promise.all([
    readBounded(join(common, 'config'), maxConfigBytes),
    readBounded(join(own, 'config.worktree'), maxConfigBytes),
  ]);
  return texts.every((text) =>
    text.ok ? !/filter|include/i.test(text.value) : text.error.kind === 'absent',
  );
}

/** The operator's own settings are trusted (Git LFS lives there); the repository's are not. */
const trustedScopes: ReadonlySet<string> = new Set(['system', 'global', 'command']);

/**
 * Names of the filter drivers that the repository around `cwd` itself configures, in its own files or
 * ones that these include. Reading would run their programs on every file that may have changed.
 */
export async function repositoryFilters(
  cwd: string,
  run: Run,
): Promise<Result<readonly string[], GitError>> {
  if (await certainlyNone(cwd)) return ok([]);
  const args = ['config', '--list', '--show-scope', '--name-only', '-z'];
  const listed = await run({ cwd, access: 'read', args }, []);
  return listed.ok ? ok(parseFilters(listed.value)) : listed;
}

/** Parses alternating scopes and keys, each ended by NUL. */
function parseFilters(output: string): readonly string[] {
  const fields = output.split('\0');
  const names = new Set<string>();
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const [scope = '', key = ''] = fields.slice(index, index + 2);
    const name = key.match(/^filter\.(.+)\.[^.]*$/s)?.[1];
    if (name !== undefined && !trustedScopes.has(scope)) names.add(name);
  }
  return [...names];
}
