import { z } from 'zod';
import { absolutePath, isKept } from '#shared/domain/text-rules.ts';

/**
 * Fields as other systems write them: unlike in our own documents a text may be empty and a field null,
 * and both say no more than that it is missing.
 */

/** That field, or nothing: missing, null or `""`. */
export const perhaps = <T extends z.ZodType>(field: T) =>
  z.preprocess((value) => (value === null || value === '' ? undefined : value), field.optional());

/** A list; missing or null is an empty one. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => value ?? [], z.array(item));

/** RFC 3339 with offset, any fraction. */
export const timeField = z.iso.datetime({
  offset: true,
  error: 'a time with offset, such as 2026-01-31T09:12:40Z',
});

/** What a record goes by. */
export const nameField = z
  .string()
  .min(1, 'an id that is not empty')
  .max(1024, 'an id of at most 1024 characters')
  .refine(isKept, 'an id without NUL characters and halves of characters');

/** Where something is, from the root. */
export const placeField = z.string().regex(absolutePath, 'an absolute path without NUL characters');

export const numberField = z.int().nonnegative();

/** Milliseconds since the epoch, to the end of the year 9999: later ones are no times with four digits. */
export const msField = numberField.max(253_402_300_799_999);
