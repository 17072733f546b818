/** Why the journal could not be opened. Nothing was changed, but that a damaged file was moved aside first. */
export type JournalError =
  /** Written by a newer Rollcall, which may keep things that this one would lose. */
  | {
      readonly kind: 'newer_schema';
      readonly message: string;
      readonly file: string;
      readonly found: number;
      readonly supported: number;
    }
  /** A sound SQLite database that belongs to another program. */
  | { readonly kind: 'not_a_journal'; readonly message: string; readonly file: string }
  /** No permission, a directory in its place, a full disk, locked for too long, … */
  | { readonly kind: 'unreadable'; readonly message: string; readonly file: string };

/** What was met on the way to an open journal; the operator is told of the last two. */
export interface Opening {
  readonly file: string;
  readonly isNew: boolean;
  /** The old file was damaged: it was renamed, a new journal took its place. */
  readonly movedAside: { readonly to: string; readonly why: string } | null;
  /** The schema was brought up to date; `copy` is the file as it was before. */
  readonly migration: { readonly from: number; readonly to: number; readonly copy: string } | null;
}

/** What became of a damaged journal, as a sentence. */
export const sayMovedAside = ({ to, why }: NonNullable<Opening['movedAside']>): string =>
  `The journal was damaged (${why}). It was kept as ${to}, and a new one was begun.`;
