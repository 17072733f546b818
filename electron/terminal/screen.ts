/** Where a command writes. With `--json`, stdout carries one JSON document and nothing else. */
export interface Screen {
  readonly isJson: boolean;
  /** A document for scripts, or the same in words for people. */
  show(document: unknown, words: () => string): void;
  /** Progress and remarks; always on stderr. */
  tell(text: string): void;
}

export const createScreen = (isJson: boolean): Screen => ({
  isJson,
  show(document, words) {
    process.stdout.write(isJson ? `${JSON.stringify(document, null, 2)}\n` : `${words()}\n`);
  },
  tell(text) {
    process.stderr.write(`${text}\n`);
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
