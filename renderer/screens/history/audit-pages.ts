import type { AuditRow } from '#shared/domain/audit.ts';

/**
 * Puts a page of rows into those already known, newest first. Numbers follow one another without a
 * gap in the journal, so rows below a gap are dropped: they are asked for again, never shown as if
 * nothing lay between.
 */
export function mergePage(
  known: readonly AuditRow[],
  page: readonly AuditRow[],
): readonly AuditRow[] {
  const bySequence = new Map([...known, ...page].map((row) => [row.sequence, row]));
  const rows = [...bySequence.values()].sort((a, b) => b.sequence - a.sequence);
  const gap = rows.findIndex((row, at) => {
    const above = rows[at - 1];
    return above !== undefined && above.sequence !== row.sequence + 1;
  });
  return gap === -1 ? rows : rows.slice(0, gap);
}

/** Rows that hold every word of `text` in actor, verb, subject, result or message. */
export function findRows(rows: readonly AuditRow[], text: string): readonly AuditRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const { actor, verb, subject, result, message } = row;
    const readable = [actor, verb, verb.replaceAll('_', ' '), subject, result, message].join(' ');
    return words.every((word) => readable.toLowerCase().includes(word));
  });
}
