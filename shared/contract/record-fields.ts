import { z } from 'zod';
import { absolutePath, isKept } from '#shared/domain/text-rules.ts';

/** RFC 3339 with offset; seconds are required, any fraction is kept as written. */
export const instantField = z.iso.datetime({
  offset: true,
  error: 'a time with offset, such as 2026-01-31T09:12:40Z',
});

/** A text that says something: what is missing is absent, never `""`. */
export const textField = z
  .string()
  .min(1, 'a text that is not empty (leave the field out instead)');

/** What a record goes by. Newlines are data. */
export const idField = z
  .string()
  .min(1, 'an id that is not empty')
  .max(1024, 'an id of at most 1024 characters')
  .refine(isKept, 'an id without NUL characters and halves of characters');

export const pathField = z.string().regex(absolutePath, 'an absolute path without NUL characters');

/** A whole number from 0. */
export const countField = z.int().nonnegative();

/** What was consumed: money in US dollars. */
export const costField = z.looseObject({
  usd: z.number().nonnegative().optional(),
  tokens: countField.optional(),
});

export const pidField = z.int().positive();

/** A list that may be left out when it is empty. */
export const listField = <T extends z.ZodType>(item: T) => z.array(item).default([]);
