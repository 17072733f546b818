import { join } from 'node:path';
import { isSeen } from '#electron/platform/files.ts';
import { blobId } from '#electron/recover/backup/blob-id.ts';
import type { Work } from '#electron/recover/backup/observe-work.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';

/**
 * Whether all that is in a worktree now is in one of these backups: its commits and its files, unless
 * `isHeldElsewhere` knows of a file.
 */
export async function isHeldIn(
  runGit: RecoverDeps['runGit'],
  worktree: string,
  { head, paths, nested }: Work,
  refs: readonly string[],
  isHeldElsewhere: (path: string) => Promise<boolean> = () => Promise.resolve(false),
): Promise<boolean> {
  if (nested.length > 0) return false;
  const read = (...args: readonly string[]) => runGit({ cwd: worktree, args, access: 'read' });
  const held = new Set<string>();
  let isHeadHeld = false;
  for (const ref of refs) {
    const isAncestor = await read('merge-base', '--is-ancestor', head, ref);
    isHeadHeld ||= isAncestor.ok;
    const listed = await read('ls-tree', '-r', '-z', '--full-tree', ref);
    if (!listed.ok) return false;
    for (const row of listed.value.split('\0')) held.add(idAndPath(row));
  }
  if (!isHeadHeld) return false;
  for (const path of paths) {
    const file = join(worktree, path);
    // One that is missing now holds nothing.
    if (!(await isSeen(file))) continue;
    const id = await blobId(file, head.length).catch(() => undefined);
    const isHeld = id !== undefined && held.has(`${id}\t${path}`);
    if (!isHeld && !(await isHeldElsewhere(path))) return false;
  }
  return true;
}

/** Of `mode type id TAB path` the last two. */
const idAndPath = (row: string): string => row.slice(row.lastIndexOf(' ', row.indexOf('\t')) + 1);
