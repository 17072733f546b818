import type { JsonPath } from '#shared/domain/text-place.ts';
import { nextToken, type JsonToken } from './json-tokens.ts';

type Awaited = 'value' | 'value or ]' | 'a field name' | 'a field name or }' | 'a colon' | 'next';

/** An object or array that is open, with the field or place that is being read. */
interface Level {
  readonly isArray: boolean;
  key: string | number;
}

export interface JsonFault {
  readonly offset: number;
  readonly expected: string;
}

/**
 * Reads JSON text from front to back, telling where each value begins. Gives the first fault, or null
 * when there is none or `visit` returned true to stop. Its own stack: depth cannot exhaust the call's.
 */
export function walkJson(
  text: string,
  visit: (path: JsonPath, offset: number) => boolean,
): JsonFault | null {
  const levels: Level[] = [];
  let awaited: Awaited = 'value';
  let at = 0;
  for (;;) {
    const token = nextToken(text, at);
    at = token.end;
    if (token.kind === 'end' && awaited === 'next' && levels.length === 0) return null;
    const character = text.charAt(token.start);
    if (awaited.startsWith('value') && beginsValue(token, character)) {
      if (
        visit(
          levels.map((level) => level.key),
          token.start,
        )
      )
        return null;
    }
    const next = step(awaited, token, character, levels, text);
    if (next === null) return { offset: token.start, expected: describe(awaited, levels) };
    awaited = next;
  }
}

const beginsValue = (token: JsonToken, character: string): boolean =>
  token.kind === 'string' || token.kind === 'scalar' || character === '{' || character === '[';

/** What is awaited after this token; null when the token cannot stand here. */
function step(
  awaited: Awaited,
  token: JsonToken,
  character: string,
  levels: Level[],
  text: string,
): Awaited | null {
  const top = levels.at(-1);
  if (token.kind === 'bad' || token.kind === 'end') return null;
  if (awaited === 'a colon') return character === ':' ? 'value' : null;
  if (awaited === 'next') return afterValue(character, levels);
  if (awaited.startsWith('value')) {
    if (awaited === 'value or ]' && character === ']') return close(levels);
    if (!beginsValue(token, character)) return null;
    if (token.kind !== 'punctuation') return 'next';
    levels.push({ isArray: character === '[', key: character === '[' ? 0 : '' });
    return character === '[' ? 'value or ]' : 'a field name or }';
  }
  if (awaited === 'a field name or }' && character === '}') return close(levels);
  if (token.kind !== 'string' || top === undefined) return null;
  // A string token is valid JSON by itself.
  top.key = JSON.parse(text.slice(token.start, token.end)) as string;
  return 'a colon';
}

function afterValue(character: string, levels: Level[]): Awaited | null {
  const top = levels.at(-1);
  if (top === undefined) return null;
  if (character === (top.isArray ? ']' : '}')) return close(levels);
  if (character !== ',') return null;
  if (typeof top.key === 'number') top.key += 1;
  return top.isArray ? 'value' : 'a field name';
}

function close(levels: Level[]): Awaited {
  levels.pop();
  return 'next';
}

function describe(awaited: Awaited, levels: readonly Level[]): string {
  const top = levels.at(-1);
  if (awaited !== 'next') return awaited.replace('value', 'a value');
  if (top === undefined) return 'the end of the file';
  return top.isArray ? 'a comma or ]' : 'a comma or }';
}
