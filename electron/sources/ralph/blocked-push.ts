import { z } from 'zod';
import type { BadInput } from '#shared/domain/bad-input.ts';
import type { Result } from '#shared/result.ts';
import { readJsonc } from '#electron/sources/read-jsonc.ts';
import { nameField, numberField, perhaps, timeField } from '#electron/sources/source-fields.ts';

const markerSchema = z.looseObject({
  task_id: perhaps(nameField),
  reason: perhaps(z.string()),
  attempt: perhaps(numberField),
  max_attempts: perhaps(numberField),
  generated_at: perhaps(timeField),
});

/** What a worker leaves in its workspace when its work could not be pushed. */
export type BlockedPush = z.infer<typeof markerSchema>;

/** Parses `blocked_push.json`. */
export const parseBlockedPush = (text: string, file: string): Result<BlockedPush, BadInput> =>
  readJsonc(markerSchema, text, file);
