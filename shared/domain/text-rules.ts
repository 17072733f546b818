/** An absolute path, of POSIX or of Windows (a drive or a share). Newlines and `..` are data. */
export const absolutePath = /^(?:\/|[A-Za-z]:[\\/]|\\\\)[^\0]*$/;

/** NULs, and halves of characters, would come back from the database as another text. */
export const isKept = (text: string): boolean => !/[\0\u{D800}-\u{DFFF}]/u.test(text);
