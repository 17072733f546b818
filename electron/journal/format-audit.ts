import type { AuditRow } from '#shared/domain/audit.ts';

export const auditFormats = ['json', 'csv', 'md'] as const;
export type AuditFormat = (typeof auditFormats)[number];

/** The rows as text, in the order given, ending with a newline. */
export function formatAudit(rows: readonly AuditRow[], format: AuditFormat): string {
  if (format === 'json') return `${JSON.stringify(rows, null, 2)}\n`;
  return format === 'csv' ? formatCsv(rows) : formatMarkdown(rows);
}

const columns = [
  'sequence',
  'at',
  'actor',
  'verb',
  'subject',
  'result',
  'message',
  'isForced',
  'planFingerprint',
  'before',
  'after',
  'previousHash',
  'hash',
] as const satisfies readonly (keyof AuditRow)[];

/** RFC 4180: CRLF, quotes doubled. */
function formatCsv(rows: readonly AuditRow[]): string {
  const lines = rows.map((row) => columns.map((column) => csvCell(row[column])).join(','));
  return [columns.join(','), ...lines].map((line) => `${line}\r\n`).join('');
}

function csvCell(value: unknown): string {
  const text = asText(value);
  // A spreadsheet would run a cell that begins like a formula; texts may come from foreign files.
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const shownColumns = columns.slice(0, 7);

/** What a person reads; hashes, before and after are left to the other two formats. */
function formatMarkdown(rows: readonly AuditRow[]): string {
  const lines = rows.map((row) => shownColumns.map((column) => markdownCell(row[column])));
  const table = [shownColumns, shownColumns.map(() => '---'), ...lines];
  return table.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

/** Nothing in a cell may end the table, make a link or an image, or be taken for HTML. */
const markdownCell = (value: unknown): string =>
  asText(value)
    .replaceAll(/[\r\n]+/g, ' ')
    .replaceAll(/[\\|`*_[\]<>~]/g, String.raw`\$&`);

function asText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
