/** `3 files`, `1 file`. */
export const counted = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;

/** A commit id short enough to read. */
export const shortId = (commit: string): string => commit.slice(0, 10);

/** A foreign message as a sentence of its own, so that another may follow. */
export const sentence = (message: string): string =>
  /[.!?]$/.test(message.trimEnd()) ? message.trimEnd() : `${message.trimEnd()}.`;
