import { ok, type Result } from '#shared/result.ts';
import type { BackupError, BackupGit } from './backup-git.ts';

/** One side of a path with conflicts, as the index holds it. */
export interface UnmergedEntry {
  readonly mode: string;
  readonly id: string;
  /** 1: common ancestor, 2: ours, 3: theirs. */
  readonly stage: number;
  readonly path: string;
}

/**
 * Takes the conflicts out of the copied index, so that a tree can be written of it: of each path our
 * side, else the other one. Gives what was there, to be kept by itself.
 */
export async function settleUnmerged(
  git: BackupGit,
): Promise<Result<readonly UnmergedEntry[], BackupError>> {
  const listed = await git.run('ls-files', '--unmerged', '-z');
  if (!listed.ok) return listed;
  const entries = listed.value.split('\0').filter(Boolean).map(parseEntry);
  const chosen = new Map<string, UnmergedEntry>();
  for (const entry of entries) {
    const known = chosen.get(entry.path);
    if (known === undefined || entry.stage === 2 || known.stage === 1)
      chosen.set(entry.path, known?.stage === 2 ? known : entry);
  }
  for (const { mode, id, path } of chosen.values()) {
    const put = await git.run('update-index', '--add', '--cacheinfo', `${mode},${id},${path}`);
    if (!put.ok) return put;
  }
  return ok(entries);
}

/** `mode id stage TAB path`. */
function parseEntry(text: string): UnmergedEntry {
  const tab = text.indexOf('\t');
  const [mode = '', id = '', stage = ''] = text.slice(0, tab).split(' ');
  return { mode, id, stage: Number(stage), path: text.slice(tab + 1) };
}
