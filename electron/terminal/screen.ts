/** Where a command writes. With `--json`, stdout carries one JSON document and nothing else. */
export interface Screen {
  readonly isJson: boolean;
  /** A document for scripts, or the same in words for people. */
  show(document: unknown, words: () => string): void;
  /** Progress and remarks; always on stderr. */
  tell(text: string): void;
}

/** What a terminal would obey instead of show; only line ends and tabs are left. */
// eslint-disable-next-line no-control-regex
const orders = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu;

/**
 * A text as a terminal may show it. Names and paths come from foreign files: what would move the cursor,
 * hide a line or set the window's title is written out, as in `\x1b[2J`.
 */
export const printable = (text: string): string =>
  text.replaceAll(
    orders,
    (order) => `\\x${(order.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`,
  );

/** What git or a foreign file says on several lines, as a part of one line. */
export const oneLine = (text: string): string => text.trim().replaceAll(/\s*[\r\n]\s*/gu, ' ');

export const createScreen = (isJson: boolean): Screen => ({
  isJson,
  show(document, words) {
    const text = isJson ? JSON.stringify(document, null, 2) : printable(words());
    process.stdout.write(`${text}\n`);
  },
  tell(text) {
    process.stderr.write(`${printable(text)}\n`);
  },
});

/** Columns padded to their widest cell, two spaces apart; the last column is never padded. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, cell.length);
    });
  return rows
    .map((row) =>
      row
        .map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
