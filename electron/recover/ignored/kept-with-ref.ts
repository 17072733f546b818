import type { KeptBackup } from '#shared/domain/backup.ts';
import type { KeptNote } from './ignored-note.ts';

/** A ref's backup with what was kept beside it in the home; the backup as it is where nothing was. */
export function withIgnored(backup: KeptBackup, notes: readonly KeptNote[]): KeptBackup {
  const note = notes.find(({ ref, path }) => ref === backup.location && path === backup.path);
  if (note === undefined) return backup;
  const { location, files, bytes } = note;
  return { ...backup, bytes: (backup.bytes ?? 0) + bytes, ignored: { location, files, bytes } };
}

/** What lies in the home and whose ref is not there: it stays to be copied by hand until its date. */
export const withoutRef = (note: KeptNote, retentionMs: number): KeptBackup => ({
  id: note.ref.slice(note.ref.lastIndexOf('/') + 1),
  kind: 'git_ref',
  location: note.ref,
  repoRoot: note.repoRoot,
  workspace: note.repoRoot,
  path: note.path,
  at: note.at,
  expiresAt: new Date(Date.parse(note.at) + retentionMs).toISOString(),
  bytes: note.bytes,
  ignored: { location: note.location, files: note.files, bytes: note.bytes },
  obstacle: `Its repository shows no such ref now; what git ignored is in ${note.location}.`,
});
