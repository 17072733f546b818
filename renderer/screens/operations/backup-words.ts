import type { KeptBackup } from '#shared/domain/backup.ts';
import { counted } from '#shared/domain/counted.ts';
import { lastPart } from '#shared/domain/last-part.ts';
import { verbLabels } from '#shared/domain/verb.ts';
import { formatMoment } from '#renderer/ui/time.ts';

/** What a backup is called: the directory it was, else its own name. */
export const nameBackup = ({ path, branch, id }: KeptBackup): string =>
  path === '' ? (branch ?? id) : lastPart(path);

/** What was done when it was kept, until when it stays, and whether what git ignores is in it. */
export function describeBackup(
  { verb, at, expiresAt, ignored }: KeptBackup,
  nowMs: number,
): string {
  const labels: Readonly<Record<string, string>> = verbLabels;
  const why = verb === undefined ? 'Kept' : `Kept by ${labels[verb] ?? verb}`;
  const until = expiresAt === null ? 'stays' : `until ${formatMoment(expiresAt, nowMs)}`;
  const more = ignored === undefined ? '' : `; with ${counted(ignored.files, 'ignored file')}`;
  return `${why}, ${formatMoment(at, nowMs)}; ${until}${more}`;
}

/** Backups that hold every word of `text`. */
export function findBackups(backups: readonly KeptBackup[], text: string): readonly KeptBackup[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return backups.filter((backup) => {
    const { path, branch, workspace, taskId, verb, location } = backup;
    const all = [path, branch, workspace, taskId, verb, location].join(' ').toLowerCase();
    return words.every((word) => all.includes(word));
  });
}
