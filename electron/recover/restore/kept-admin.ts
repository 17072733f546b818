import { promises as fs } from 'node:fs';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { isObject, readJson } from '#shared/domain/json.ts';
import { operationFiles } from '#electron/recover/backup/admin-files.ts';
import { type KeptModes, parseModes } from '#electron/recover/backup/kept-modes.ts';
import { adminFileName, modesFileName } from '#electron/recover/backup/keep-admin.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';

/** A worktree's own git files out of a backup, by path relative to its git directory. */
export type KeptAdmin = ReadonlyMap<string, Buffer>;

/** Reads them; undefined for a backup made before they were kept. */
export async function readKeptAdmin(
  runGit: RecoverDeps['runGit'],
  repoRoot: string,
  ref: string,
): Promise<KeptAdmin | undefined> {
  const kept = await readKept(runGit, repoRoot, `${ref}^3:${adminFileName}`, 'files');
  if (!isObject(kept)) return undefined;
  const files = Object.entries(kept).flatMap(([path, text]) =>
    typeof text === 'string' && isInside(path)
      ? [[path, Buffer.from(text, 'base64')] as const]
      : [],
  );
  return new Map(files);
}

/** The permissions of its files that git does not keep; none of a backup made before they were kept. */
export const readKeptModes = async (
  runGit: RecoverDeps['runGit'],
  repoRoot: string,
  ref: string,
): Promise<KeptModes> =>
  parseModes(await readKept(runGit, repoRoot, `${ref}^3:${modesFileName}`, 'modes'));

/** One member of a document in a backup; undefined where there is none. */
async function readKept(
  runGit: RecoverDeps['runGit'],
  repoRoot: string,
  blob: string,
  member: string,
): Promise<unknown> {
  const read = await runGit({ cwd: repoRoot, args: ['cat-file', 'blob', blob], access: 'read' });
  const parsed = read.ok ? readJson(read.value) : undefined;
  return isObject(parsed) ? parsed[member] : undefined;
}

const isInside = (path: string): boolean =>
  !isAbsolute(path) && normalize(path) === path && !path.startsWith('..');

/** What says where the worktree is and what happened to it since stays as it is. */
const staysAsItIs = /^(gitdir|commondir|logs\/.*|locked)$/;

/** Puts HEAD and the state of an operation in progress back, and takes away a later one's. */
export async function writeKeptAdmin(gitDir: string, kept: KeptAdmin, head: string): Promise<void> {
  for (const name of await fs.readdir(gitDir))
    if (operationFiles.test(name)) await fs.rm(join(gitDir, name), { recursive: true });
  for (const [path, bytes] of kept) {
    if (staysAsItIs.test(path) || path === 'index' || path === 'HEAD') continue;
    await fs.mkdir(dirname(join(gitDir, path)), { recursive: true });
    await fs.writeFile(join(gitDir, path), bytes);
  }
  await fs.writeFile(join(gitDir, 'HEAD'), head);
}

export const textOf = (kept: KeptAdmin, path: string): string | undefined =>
  kept.get(path)?.toString('utf8').trim();
