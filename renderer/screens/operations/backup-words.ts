import type { KeptBackup } from '#shared/domain/backup.ts';
import { lastPart } from '#shared/domain/last-part.ts';
import { verbLabels } from '#shared/domain/verb.ts';
import { formatMoment } from '#renderer/ui/time.ts';

/** What a backup is called: the directory it was, else its own name. */
export const nameBackup = ({ path, branch, id }: KeptBackup): string =>
  path === '' ? (branch ?? id) : lastPart(path);

/** What was done when it was kept, and until when it stays. */
export function describeBackup({ verb, at, expiresAt }: KeptBackup, nowMs: number): string {
  const labels: Readonly<Record<string, string>> = verbLabels;
  const why = verb === undefined ? 'Kept' : `Kept by ${labels[verb] ?? verb}`;
  const until = expiresAt === null ? 'stays' : `until ${formatMoment(expiresAt, nowMs)}`;
  return `${why}, ${formatMoment(at, nowMs)}; ${until}`;
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
