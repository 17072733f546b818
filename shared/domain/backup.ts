import type { Instant } from './run.ts';

/** One thing that is kept: what was put away or set back, until when, and how it comes back. */
export interface KeptBackup {
  /** Names it for `restore`; 16 hex digits, or the last part of its ref. */
  readonly id: string;
  /** The whole directory in the trash, or HEAD, index and working tree under a private ref. */
  readonly kind: 'trash' | 'git_ref';
  /** A directory, or the full name of the ref. */
  readonly location: string;
  readonly repoRoot?: string | undefined;
  readonly workspace: string;
  /** Where it was; absolute; empty when nothing tells. */
  readonly path: string;
  /** What was done when it was kept. */
  readonly verb?: string | undefined;
  readonly at: Instant;
  /** Removed at the next start after this; null: nothing tells how old it is, so it stays. */
  readonly expiresAt: Instant | null;
  /** On disk, with what git ignores; null where nobody counted (objects in a repository). */
  readonly bytes: number | null;
  readonly branch?: string | undefined;
  /** The commit that HEAD was on. */
  readonly head?: string | undefined;
  readonly environmentId?: string | undefined;
  readonly taskId?: string | undefined;
  /** By choice: what git ignores, beside the ref, in a directory of the home. */
  readonly ignored?: KeptIgnored | undefined;
  /** Why it cannot be given back as a directory; null when it can. */
  readonly obstacle: string | null;
}

/** Files that git ignores, as they were kept with a private ref. */
export interface KeptIgnored {
  /** The directory; absolute. */
  readonly location: string;
  /** Files and links. */
  readonly files: number;
  readonly bytes: number;
}

/** How a restore names it in a plan, where other verbs name a condition. */
export const backupTarget = (id: string): string => `backup:${id}`;
