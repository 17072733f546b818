/** Names of fields and places in arrays, from the outermost value inwards. */
export type JsonPath = readonly (string | number)[];

/** A point in a text as editors count: both from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** Where the character at `offset` stands. */
export function placeOf(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
}

/** `tasks[3].state`; `(document)` for the whole. */
export function writeJsonPath(path: JsonPath): string {
  const written = path.map((key) => {
    if (typeof key === 'number') return `[${key}]`;
    return /^[\w$-]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
  });
  return written.join('').replace(/^\./, '') || '(document)';
}
