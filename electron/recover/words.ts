/** A commit id short enough to read. */
export const shortId = (commit: string): string => commit.slice(0, 10);

/** A foreign message as a sentence of its own, so that another may follow. */
export const sentence = (message: string): string =>
  /[.!?]$/.test(message.trimEnd()) ? message.trimEnd() : `${message.trimEnd()}.`;
