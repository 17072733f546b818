/** One path that differs, as `git diff --raw` tells it. */
export interface RawChange {
  readonly oldMode: string;
  readonly newMode: string;
  /** Full object id; all zeros when only the working tree has it. */
  readonly newId: string;
  /** One letter: A, M, D, T or U. */
  readonly status: string;
  readonly path: string;
}

/** Arguments that make diff commands print what `parseRawDiff` reads. */
export const rawDiffFormat = ['--raw', '-z', '--no-abbrev', '--no-renames'] as const;

/** Reads `:oldmode newmode oldid newid status NUL path NUL` …; throws on anything else. */
export function parseRawDiff(text: string): readonly RawChange[] {
  const fields = text.split('\0');
  const changes: RawChange[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [oldMode, newMode, oldId, newId, status] = (fields[at] ?? '').slice(1).split(' ');
    const path = fields[at + 1];
    if (!oldMode || !newMode || !oldId || !newId || !status || !path)
      throw new Error(`git printed a difference that cannot be read: ${fields[at]}`);
    changes.push({ oldMode, newMode, newId, status, path });
  }
  return changes;
}

/** A submodule, or a repository inside the worktree. */
export const isGitlink = ({ oldMode, newMode }: RawChange): boolean =>
  oldMode === '160000' || newMode === '160000';
