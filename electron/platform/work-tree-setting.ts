import { promises as fs } from 'node:fs';
import { join, resolve } from 'node:path';
import { readBounded } from './files.ts';
import type { GitDirectories } from './git-directories.ts';

/** A larger configuration is not looked through; git itself reads it. */
const maxConfigBytes = 64 * 1024;

/**
 * The folder that `core.worktree` names, as written, or undefined. Git takes that for the worktree
 * wherever it was called, so that a reset in one folder would be one of another. Only `config.worktree`
 * counts for a linked worktree, as with git.
 */
async function namedWorkTree({ own, common }: GitDirectories): Promise<string | undefined> {
  const files = own === common ? ['config.worktree', 'config'] : ['config.worktree'];
  for (const name of files) {
    const text = await readBounded(join(own, name), maxConfigBytes);
    const named = text.ok ? parseWorkTree(text.value) : undefined;
    if (named !== undefined) return named;
  }
  return undefined;
}

/** The last `worktree` in a section `[core]`, as git takes the last one. */
function parseWorkTree(text: string): string | undefined {
  let isInCore = false;
  let found: string | undefined;
  for (const line of text.split('\n')) {
    const section = /^\s*\[\s*([^\]\s"]+)\s*(".*")?\s*\](.*)$/u.exec(line);
    if (section !== null) isInCore = section[1]?.toLowerCase() === 'core' && !section[2];
    const setting = section === null ? line : (section[3] ?? '');
    const value = /^\s*worktree\s*=\s*(.*?)\s*$/iu.exec(setting)?.[1];
    if (isInCore && value !== undefined) found = unquoted(value);
  }
  return found;
}

const unquoted = (value: string): string =>
  value.replace(/^"(.*)"$/u, '$1').replaceAll(/\\(["\\])/gu, '$1');

/** Whether git, called in `directory`, works on the files of another one. */
export async function worksElsewhere(
  directories: GitDirectories,
  directory: string,
): Promise<boolean> {
  const named = await namedWorkTree(directories);
  if (named === undefined) return false;
  const real = (path: string) => fs.realpath(path).catch(() => path);
  return (await real(resolve(directories.own, named))) !== (await real(directory));
}
