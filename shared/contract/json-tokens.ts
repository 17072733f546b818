/** A piece of JSON text. `bad` begins at the first character that cannot be. */
export interface JsonToken {
  readonly kind: 'punctuation' | 'string' | 'scalar' | 'end' | 'bad';
  readonly start: number;
  readonly end: number;
}

const scalar = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/;

/** The token at or after `from`, blanks skipped. */
export function nextToken(text: string, from: number): JsonToken {
  let start = from;
  while (start < text.length && ' \t\r\n'.includes(text.charAt(start))) start += 1;
  if (start >= text.length) return { kind: 'end', start, end: start };
  if ('{}[],:'.includes(text.charAt(start))) return { kind: 'punctuation', start, end: start + 1 };
  return text.charAt(start) === '"' ? readString(text, start) : readScalar(text, start);
}

function readString(text: string, start: number): JsonToken {
  let at = start + 1;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '"') return { kind: 'string', start, end: at + 1 };
    if (character < ' ') break;
    const length = character === '\\' ? escapeLength(text, at) : 1;
    if (length === 0) break;
    at += length;
  }
  return { kind: 'bad', start: at, end: at };
}

/** 0 when it is no escape that JSON knows. */
function escapeLength(text: string, at: number): number {
  if ('"\\/bfnrt'.includes(text.charAt(at + 1) || ' ')) return 2;
  return /^\\u[0-9a-fA-F]{4}$/.test(text.slice(at, at + 6)) ? 6 : 0;
}

function readScalar(text: string, start: number): JsonToken {
  let end = start;
  while (end < text.length && !' \t\r\n{}[],:"'.includes(text.charAt(end))) end += 1;
  return { kind: scalar.test(text.slice(start, end)) ? 'scalar' : 'bad', start, end };
}
