/** The fields of a `[session]` block, as written: quoted texts without their quotes, null as undefined. */
export type SessionBlock = Readonly<Record<string, string>>;

const unquote = (value: string): string | undefined => {
  if (value === 'null' || value === '') return undefined;
  const [, text] = /^"((?:[^"\\]|\\.)*)"$/u.exec(value) ?? [];
  return text === undefined
    ? value
    : text.replaceAll(/\\(.)/gu, (_whole, character: string) =>
        character === 'n' ? '\n' : character === 't' ? '\t' : character,
      );
};

/** The last whole `[session]` block of a comment; undefined where it has none. */
export function parseSessionBlock(comment: string): SessionBlock | undefined {
  const end = comment.lastIndexOf('[/session]');
  const begin = end < 0 ? -1 : comment.lastIndexOf('[session]', end);
  if (begin < 0) return undefined;
  const fields = new Map<string, string>();
  for (const line of comment.slice(begin + '[session]'.length, end).split('\n')) {
    const at = line.indexOf('=');
    const name = line.slice(0, Math.max(at, 0)).trim();
    const value = at < 0 ? undefined : unquote(line.slice(at + 1).trim());
    if (/^\w{1,60}$/u.test(name) && value !== undefined) fields.set(name, value);
  }
  return Object.fromEntries(fields);
}
