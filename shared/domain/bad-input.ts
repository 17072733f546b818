import { counted } from './counted.ts';
import { placeOf, writeJsonPath, type JsonPath, type TextPlace } from './text-place.ts';

/** A file that is not what it should be. The file itself is never changed. */
export interface BadInput {
  readonly kind: 'bad_input';
  readonly file: string;
  /** `tasks[3].state`; `(document)` when no single value is at fault. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly expected: string;
  readonly found: string;
  /** How many places are wrong besides this one. */
  readonly others: number;
  readonly message: string;
}

interface Fault {
  readonly file: string;
  readonly path: JsonPath;
  readonly place: TextPlace;
  readonly expected: string;
  readonly found: string;
  readonly others?: number;
}

/** Puts a fault into words: where it is, what was expected there, what was found. */
export function badInput(fault: Fault): BadInput {
  const { file, place, expected, found, others = 0 } = fault;
  const path = writeJsonPath(fault.path);
  const more = others === 0 ? '' : ` ${counted(others, 'more place is', 'more places are')} wrong.`;
  const where = `${file}, line ${place.line}, column ${place.column}, ${path}`;
  const message = `${where}: expected ${expected}, found ${found}.${more} Correct it and try again.`;
  return { kind: 'bad_input', file, path, line: place.line, expected, found, others, message };
}

/** A file refused before its content was looked at. */
export const refuseWhole = (file: string, expected: string, found: string): BadInput =>
  badInput({ file, path: [], place: { line: 1, column: 1 }, expected, found });

/** A text of which the part before `offset` alone is UTF-8; `byte` is the one that cannot be. */
export const describeEncoding = (
  file: string,
  text: string,
  offset: number,
  byte: number | undefined,
): BadInput =>
  badInput({
    file,
    path: [],
    place: placeOf(text, offset),
    expected: 'UTF-8',
    found: byte === undefined ? 'half a character' : `byte 0x${byte.toString(16)}`,
  });

/** A text that stops being what it should be at `offset`. */
export function describeSyntaxAt(
  file: string,
  text: string,
  { offset, expected }: { readonly offset: number; readonly expected: string },
): BadInput {
  const character = text.slice(offset, offset + 1);
  const found = character === '' ? 'the end of the file' : JSON.stringify(character);
  return badInput({ file, path: [], place: placeOf(text, offset), expected, found });
}

/** What a schema found wrong, as the schema library tells it. */
interface SchemaIssue {
  readonly code: string;
  readonly message: string;
  readonly path: readonly PropertyKey[];
  readonly values?: readonly unknown[];
}

/** The first of what a schema found wrong with `value`; `placeAt` finds where a value stands. */
export function describeIssues(
  file: string,
  value: unknown,
  issues: readonly SchemaIssue[],
  placeAt: (path: JsonPath) => TextPlace,
): BadInput {
  const [issue] = issues;
  if (issue === undefined) throw new Error('A schema refused a value without saying why.');
  // JSON has no symbols for keys.
  const path = issue.path as (string | number)[];
  return badInput({
    file,
    path,
    place: placeAt(path),
    expected: expectationOf(issue),
    found: describeFound(valueAt(value, path)),
    others: issues.length - 1,
  });
}

/** The library's own sentences are cut down to what they expect; ours say nothing else. */
function expectationOf({ code, message, values = [] }: SchemaIssue): string {
  if (code !== 'invalid_value')
    return message.replace(/^[^:]*: expected (.*?)(?:, received .*)?$/, '$1');
  const names = values.map(String);
  return names.length === 1 ? names.join('') : `one of ${names.join(', ')}`;
}

function valueAt(value: unknown, path: JsonPath): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = Object.entries(current).find(([name]) => name === String(key))?.[1];
  }
  return current;
}

const shownLength = 60;

function describeFound(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  return text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
}
