import { z } from 'zod';
import { describeIssues, refuseWhole, type BadInput } from '#shared/domain/bad-input.ts';
import type { RecordsDocument } from '#shared/domain/records-document.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { environmentRecordSchema } from './environment-record.ts';
import { findJsonPlace } from './json-place.ts';
import { parseJsonText } from './parse-json.ts';
import { pathField } from './record-fields.ts';
import { findRepeatedIds } from './repeated-ids.ts';
import {
  pipelineItemRecordSchema,
  sessionRecordSchema,
  workerRecordSchema,
} from './session-record.ts';
import { checkpointRecordSchema, runRecordSchema, taskRecordSchema } from './task-record.ts';

/** What `rollcall import` takes and `rollcall export` gives. Unknown fields pass through. */
export const recordsDocumentSchema = z
  .looseObject({
    schemaVersion: z.literal(1),
    workspaceRoot: pathField,
    runs: z.array(runRecordSchema).optional(),
    tasks: z.array(taskRecordSchema).optional(),
    environments: z.array(environmentRecordSchema).optional(),
    checkpoints: z.array(checkpointRecordSchema).optional(),
    sessions: z.array(sessionRecordSchema).optional(),
    workers: z.array(workerRecordSchema).optional(),
    pipelineItems: z.array(pipelineItemRecordSchema).optional(),
  })
  .superRefine((document, context) => {
    for (const path of findRepeatedIds(document))
      context.addIssue({ code: 'custom', path, message: 'an id that the array has only once' });
  }) satisfies z.ZodType<RecordsDocument>;

/** The JSON Schema (draft 2020-12) of a document as it is handed over: defaults may be left out. */
export const recordsJsonSchema = (): Readonly<Record<string, unknown>> =>
  z.toJSONSchema(recordsDocumentSchema, { io: 'input' });

/** Larger documents are refused: check a file's size before reading it. In bytes. */
export const recordsDocumentMaxBytes = 64 * 1024 * 1024;

/**
 * Parses the text of a records document. `fileName` is for the error only, which names the first place
 * that is wrong, what was expected there and what was found.
 */
export function parseRecordsDocument(
  text: string,
  fileName: string,
): Result<RecordsDocument, BadInput> {
  if (text.length > recordsDocumentMaxBytes)
    return err(refuseWhole(fileName, `at most ${recordsDocumentMaxBytes} bytes`, 'more'));
  const json = parseJsonText(text, fileName);
  if (!json.ok) return json;
  const { value, text: read } = json.value;
  const checked = recordsDocumentSchema.safeParse(value);
  if (checked.success) return ok(checked.data);
  return err(
    describeIssues(fileName, value, checked.error.issues, (path) => findJsonPlace(read, path)),
  );
}
