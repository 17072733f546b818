/** A command as a POSIX shell reads it back word by word. */
export const quoteCommand = (command: readonly string[]): string =>
  command
    .map((word) =>
      /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`,
    )
    .join(' ');
