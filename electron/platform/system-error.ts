/** The system's name for what went wrong, such as `ENOENT`; what has none, as text. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

/** Whether it says that nothing is there: no such entry, or a file where a folder would have to be. */
export const saysAbsent = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes(errorCode(error));
