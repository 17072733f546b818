import { promises } from 'node:fs';
import { join, resolve } from 'node:path';
import type { GitError, GitRequest } from '#shared/domain/git.ts';
import { ok, type Result } from '#shared/result.ts';

const { readFile } = promises;

type Run = (request: GitRequest, filters: readonly string[]) => Promise<Result<string, GitError>>;

/** The configuration files of the repository whose worktree begins at `cwd`; undefined: not certain. */
async function configFiles(cwd: string): Promise<readonly string[] | undefined> {
  const dotGit = join(cwd, '.git');
  const link = await readFile(dotGit, 'utf8').catch((error: NodeJS.ErrnoException) => error.code);
  const gitDir = link === 'EISDIR' ? dotGit : link?.match(/^gitdir: (.+?)\n*$/s)?.[1];
  if (gitDir === undefined) return undefined;
  const ownDir = resolve(cwd, gitDir);
  const common = await readFile(join(ownDir, 'commondir'), 'utf8').catch(() => '.\n');
  const commonDir = resolve(ownDir, common.replace(/\n$/, ''));
  return [join(commonDir, 'config'), join(ownDir, 'config.worktree')];
}

/**
 * Whether the repository at `cwd` certainly configures no filter: its files were read and neither
 * speak of filters nor include others. A cheap look that saves a git process in nearly every case.
 */
async function certainlyNone(cwd: string): Promise<boolean> {
  const [config, worktreeConfig] = (await configFiles(cwd)) ?? [];
  if (config === undefined || worktreeConfig === undefined) return false;
  try {
    const texts = [
      await readFile(config, 'utf8'),
      await readFile(worktreeConfig, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return '';
        throw error;
      }),
    ];
    return texts.every((text) => !/filter|include/i.test(text));
  } catch {
    // Unreadable or gone: git itself has to say.
    return false;
  }
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
