import { isDeepStrictEqual } from 'node:util';
import { applyEdits, modify, parse } from 'jsonc-parser';
import { err, ok, type Result } from '#shared/result.ts';

const mark = '\uFEFF';
const lenience = { allowTrailingComma: true, disallowComments: false };

/**
 * The text of a state file with one worker at work again and without its last error, as Ralph's own
 * retry leaves it; every other byte stays, comments and unknown fields too. The field of the error is
 * kept as null, which says the same: to take it out could take a comment along. Refused when the
 * result would say anything else besides.
 */
export function editWorker(text: string, index: number): Result<string, string> {
  const head = text.startsWith(mark) ? mark : '';
  const json = text.slice(head.length);
  const before = read(json);
  const entry = before?.workers?.[index];
  if (entry === undefined) return err('it has no such worker');
  const hasError = Object.hasOwn(entry, 'last_error');
  let edited = put(json, index, 'lifecycle', 'running');
  if (hasError) edited = put(edited, index, 'last_error', null);
  Object.assign(entry, { lifecycle: 'running', ...(hasError && { last_error: null }) });
  return isDeepStrictEqual(read(edited), before)
    ? ok(head + edited)
    : err('it could not be changed in this one place alone');
}

const put = (json: string, index: number, field: string, value: string | null): string =>
  applyEdits(json, modify(json, ['workers', index, field], value, { formattingOptions: {} }));

// Its schema was looked at before: an object with a list of objects.
const read = (json: string) =>
  parse(json, [], lenience) as { readonly workers?: readonly object[] } | undefined;
