import type { z } from 'zod';
import { counted } from '#shared/domain/counted.ts';
import {
  findJsonPlace,
  findSyntaxFault,
  placeOf,
  writeJsonPath,
  type TextPlace,
} from './json-place.ts';
import type { JsonPath } from './json-walk.ts';

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

function badInput(fault: Fault): BadInput {
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

/** Where a text, which `JSON.parse` has refused, stops being JSON. */
export function describeSyntax(file: string, text: string): BadInput {
  const fault = findSyntaxFault(text);
  if (fault === null) throw new Error(`${file} was refused as JSON without a fault to be found.`);
  const { offset, expected } = fault;
  const character = text.slice(offset, offset + 1);
  const found = character === '' ? 'the end of the file' : JSON.stringify(character);
  return badInput({ file, path: [], place: placeOf(text, offset), expected, found });
}

/** The first of what a schema found wrong with `value`, parsed from `text`. */
export function describeIssues(
  file: string,
  text: string,
  value: unknown,
  issues: readonly z.core.$ZodIssue[],
): BadInput {
  const [issue] = issues;
  if (issue === undefined) throw new Error('A schema refused a value without saying why.');
  // JSON has no symbols for keys.
  const path = issue.path as (string | number)[];
  return badInput({
    file,
    path,
    place: findJsonPlace(text, path),
    expected: expectationOf(issue),
    found: describeFound(valueAt(value, path)),
    others: issues.length - 1,
  });
}

/** Zod's own sentences are cut down to what they expect; ours say nothing else. */
function expectationOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_value')
    return issue.message.replace(/^[^:]*: expected (.*?)(?:, received .*)?$/, '$1');
  const values = issue.values.map(String);
  return values.length === 1 ? values.join('') : `one of ${values.join(', ')}`;
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
