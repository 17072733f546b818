/** The noun that goes with a number: `file` with 1, else `files`, or the `many` given. */
export const nounFor = (count: number, one: string, many = `${one}s`): string =>
  count === 1 ? one : many;

/** A number with its noun, for a sentence: `1 file`, `3 files`, `2 repositories`. */
export const counted = (count: number, one: string, many?: string): string =>
  `${count} ${nounFor(count, one, many)}`;
