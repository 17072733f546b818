import { createHash } from 'node:crypto';

/**
 * One text for one value: keys sorted, no spaces, `undefined` left out as JSON does (alone it is
 * `null`). What hashes and comparisons are taken over.
 */
export const canonicalJson = (value: unknown): string =>
  // Undefined, whatever its type says, for a value that JSON has nothing for.
  (JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(
      Object.entries(inner).toSorted(([left], [right]) => (left < right ? -1 : 1)),
    );
  }) as string | undefined) ?? 'null';

/** SHA-256 of the text as UTF-8: 64 hex digits. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
