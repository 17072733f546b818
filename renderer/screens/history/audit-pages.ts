import type { AuditRow } from '#shared/domain/audit.ts';

/**
 * Puts a page of rows into those already known, newest first. Numbers follow one another without a
 * gap in the whole journal, so rows below a gap are dropped: they are asked for again, never shown as if
 * nothing lay between. So are those beyond `most`: a page that stays open does not grow all day.
 */
export function mergePage(
  known: readonly AuditRow[],
  page: readonly AuditRow[],
  isWhole = true,
  most = Number.POSITIVE_INFINITY,
): readonly AuditRow[] {
  const bySequence = new Map([...known, ...page].map((row) => [row.sequence, row]));
  const rows = [...bySequence.values()].sort((a, b) => b.sequence - a.sequence).slice(0, most);
  // Of filtered rows nobody can tell a gap from what the filter left out.
  if (!isWhole) return rows;
  const gap = rows.findIndex((row, at) => {
    const above = rows[at - 1];
    return above !== undefined && above.sequence !== row.sequence + 1;
  });
  return gap === -1 ? rows : rows.slice(0, gap);
}
