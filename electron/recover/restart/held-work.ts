import { join } from 'node:path';
import { isSeen } from '#electron/platform/files.ts';
import { blobId } from '#electron/recover/backup/blob-id.ts';
import { hasWork, type WorktreeWork } from '#electron/recover/environment-work.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';

/** Whether all that is in a worktree now is in a backup that was made earlier: its commits and its files. */
export async function isHeldIn(
  runGit: RecoverDeps['runGit'],
  worktree: string,
  seen: WorktreeWork,
  ref: string | undefined,
): Promise<boolean> {
  if (!hasWork(seen)) return true;
  const { head, paths, nested } = seen.work;
  if (ref === undefined || nested.length > 0) return false;
  const read = (...args: readonly string[]) => runGit({ cwd: worktree, args, access: 'read' });
  const isAncestor = await read('merge-base', '--is-ancestor', head, ref);
  const listed = await read('ls-tree', '-r', '-z', '--full-tree', ref);
  if (!isAncestor.ok || !listed.ok) return false;
  const held = new Map(listed.value.split('\0').map(idAndPath));
  for (const path of paths) {
    const file = join(worktree, path);
    // One that is missing now holds nothing.
    if (!(await isSeen(file))) continue;
    const id = await blobId(file, head.length).catch(() => undefined);
    if (id === undefined || id !== held.get(path)) return false;
  }
  return true;
}

/** `mode type id TAB path`. */
function idAndPath(row: string): readonly [path: string, id: string | undefined] {
  const tab = row.indexOf('\t');
  return [row.slice(tab + 1), row.slice(0, tab).split(' ')[2]];
}
