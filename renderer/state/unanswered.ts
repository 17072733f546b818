import { ORPCError } from '@orpc/client';
import { messageOf } from '#shared/result.ts';
import { Unanswered } from './client.ts';
import type { Notice } from './mirror-state.ts';

/** Whether the console was asked for something and nobody knows what it did: it went, or broke off. */
export const isUnanswered = (error: unknown): boolean =>
  error instanceof Unanswered ||
  (error instanceof ORPCError && error.code === 'INTERNAL_SERVER_ERROR');

/** Tells that something failed: by `title` that it was not done, unless nobody knows that. */
export const tellUndone = (error: unknown, title: string): Omit<Notice, 'id'> => ({
  tone: 'bad',
  ...(isUnanswered(error)
    ? {
        title: 'What was done is not known',
        lines: [messageOf(error), 'Operations tells what was done, once the console answers.'],
      }
    : { title, lines: [messageOf(error)] }),
});
