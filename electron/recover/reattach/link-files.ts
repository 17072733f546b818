import { promises as fs } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { UndoFile } from '#shared/domain/records.ts';
import { readBoundedBytes, withoutLineEnd } from '#electron/platform/files.ts';
import { findGitDirectories, maxPointerBytes } from '#electron/platform/git-directories.ts';

/** What is in a small file, as base64; null for no file, undefined for anything that is no link of git's. */
export async function readLinkFile(path: string): Promise<string | null | undefined> {
  const bytes = await readBoundedBytes(path, maxPointerBytes);
  if (bytes.ok) return bytes.value.toString('base64');
  return bytes.error.kind === 'absent' ? null : undefined;
}

type Links = ReadonlyMap<string, string | null>;

/**
 * Every link between a repository and its worktrees: the `gitdir` of each entry, the `.git` that it names,
 * and those of further directories. Git's repair may write any of them.
 */
export async function readLinks(repoRoot: string, directories: readonly string[]): Promise<Links> {
  const links = new Map<string, string | null>();
  const read = async (path: string): Promise<string | null | undefined> => {
    const content = await readLinkFile(path);
    if (content !== undefined) links.set(path, content);
    return content;
  };
  const git = await findGitDirectories(repoRoot);
  const entries = join(git?.common ?? '', 'worktrees');
  const names = git === undefined ? [] : await fs.readdir(entries).catch(() => []);
  for (const name of names) {
    const gitdir = join(entries, name, 'gitdir');
    const named = Buffer.from((await read(gitdir)) ?? '', 'base64').toString('utf8');
    if (named !== '') await read(resolve(dirname(gitdir), withoutLineEnd(named)));
  }
  for (const directory of directories) await read(join(directory, '.git'));
  return links;
}

/** For the notes before the act. */
export const linksBefore = (links: Links): readonly UndoFile[] =>
  [...links].map(([path, before]) => ({ path, before }));

/** For the notes after it; of an entry that the act has made, there was no link before. */
export function linksAfter(noted: readonly UndoFile[], links: Links): readonly UndoFile[] {
  const before = new Map(noted.map((file) => [file.path, file.before]));
  return [...links].flatMap(([path, after]) => {
    const was = before.get(path);
    if (was === undefined && !isOfEntry(path)) return [];
    return [{ path, before: was ?? null, after }];
  });
}

/** Whether a link is git's own side of one: the file in its entry. */
export const isOfEntry = (path: string): boolean => path.endsWith('/gitdir');
