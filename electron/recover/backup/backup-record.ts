/** A restorable copy: the commit's tree is the working tree, its parents are HEAD, the index and git's own files of the worktree. */
export interface Backup {
  readonly ref: string;
  readonly commit: string;
  readonly head: string;
  readonly indexTree: string;
  readonly workTree: string;
  /** The commit with the worktree's own git files; its parents are the commits that those name. */
  readonly admin: string;
  /** Paths that differ from HEAD. */
  readonly files: number;
}

/** What a backup says of itself, as trailers of its commit. */
export interface BackupAbout {
  readonly path: string;
  readonly environmentId?: string | undefined;
  readonly taskId?: string | undefined;
  /** Short name; absent when HEAD was detached. */
  readonly branch?: string | undefined;
}

/** Where all backups of a repository are. */
export const backupRefs = 'refs/rollcall/backups';

export const backupRef = (id: string): string => `${backupRefs}/${id}`;

/** Trailer that `find-backup` looks for. Values are JSON: a path may hold a newline. */
export const environmentTrailer = 'Rollcall-Environment';

/** The message of a backup's commit; `part` names which of the three it is. */
export function backupMessage(
  part: 'working tree' | 'index' | 'git files',
  about: BackupAbout,
): string {
  const trailers = [
    ['Rollcall-Path', about.path],
    [environmentTrailer, about.environmentId],
    ['Rollcall-Task', about.taskId],
    ['Rollcall-Branch', about.branch],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${JSON.stringify(value)}`]));
  return [`Rollcall backup: ${part}`, '', ...trailers].join('\n');
}
