import type { SourcePart, SourceRecords } from './source-reading.ts';

/**
 * Several files that make one picture: whole, or unreadable for the first fault, so that what was known
 * before stays instead of a part of it.
 */
export function onePicture(
  file: string,
  faults: readonly string[],
  picture: () => { readonly records: SourceRecords; readonly note?: string | undefined },
): SourcePart {
  const [first] = faults;
  if (first === undefined) return { kind: 'read', file, ...picture() };
  const more = faults.length === 1 ? '' : ` (and ${faults.length - 1} more)`;
  return { kind: 'unreadable', file, message: `${first}${more}` };
}
