import type { Subject } from '#shared/domain/condition.ts';
import type { Result } from '#shared/result.ts';

/** A worker in another system's state file, and what that file would be once it is tried again. */
export interface ForeignWorker {
  /** Absolute. */
  readonly file: string;
  readonly bytes: Buffer;
  /** Its record in words. */
  readonly says: string;
  /** It is at work by its record, without an error. */
  readonly isAtWork: boolean;
  readonly workspacePath: string;
  /** The whole file afterwards, or why it may not become so. */
  readonly retried: Result<Buffer, string>;
  /** Whoever its locks name. */
  readonly owner: { readonly isGone: boolean; readonly says: string };
  /** A file beside its record that would go on saying that it is blocked; absolute. */
  readonly marker: string | undefined;
}

/** Looks at the files as they are now; the error names the file and why nothing is known from it. */
export type FindForeignWorker = (
  subject: Pick<Subject, 'id' | 'source' | 'workspace'>,
) => Promise<Result<ForeignWorker, string>>;
