/** What went wrong, in the words of whoever noticed it. */
export const explain = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
