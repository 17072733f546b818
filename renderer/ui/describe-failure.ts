/** What went wrong in words: the message of an error, or the thing itself. */
export const describeFailure = (failure: unknown): string =>
  failure instanceof Error && failure.message !== '' ? failure.message : String(failure);
