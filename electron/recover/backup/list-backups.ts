import { promises as fs } from 'node:fs';
import { basename, join } from 'node:path';
import type { KeptBackup } from '#shared/domain/backup.ts';
import { listIgnoredNotes } from '#electron/recover/ignored/ignored-note.ts';
import { withIgnored, withoutRef } from '#electron/recover/ignored/kept-with-ref.ts';
import { mapAtOnce } from '#electron/recover/map-at-once.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { managedRoot } from '#shared/domain/managed-root.ts';
import { listBackupRefs } from './list-refs.ts';
import { readTrashNote } from './trash-note.ts';

type Deps = Pick<RecoverDeps, 'workspaces' | 'store' | 'runGit' | 'policy' | 'home'>;

/** Of the trash this many are read at once: each has a file open meanwhile. */
const readAtOnce = 32;

/**
 * Everything that is kept for the watched folders and recorded environments, newest first. With `only`,
 * an id, no more is read than what has it.
 */
export async function listBackups(deps: Deps, only?: string): Promise<readonly KeptBackup[]> {
  const { workspaces, repositories } = placesOf(deps);
  const inTrash = (await mapAtOnce(workspaces, 1, (one) => listTrash(deps, one, only))).flat();
  const listed = repositories.map((one) => listBackupRefs(deps, one, only));
  const refs = (await Promise.all(listed)).flat();
  // What lies in the trash whole says which ref belongs to it; several folders may share a repository.
  const known = new Set(inTrash.map(({ refOfIt }) => refOfIt));
  const byKey = new Map<string, KeptBackup>();
  for (const { backup } of inTrash) byKey.set(backup.location, backup);
  const notes = await listIgnoredNotes(deps.home, only);
  for (const ref of refs)
    if (!known.has(ref.location)) byKey.set(`${ref.id} ${ref.location}`, withIgnored(ref, notes));
  const refsThere = new Set(refs.map(({ location }) => location));
  for (const note of notes)
    if (!refsThere.has(note.ref))
      byKey.set(note.location, withoutRef(note, deps.policy.backupRetentionMs));
  return [...byKey.values()].toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

function placesOf({ workspaces, store }: Deps): {
  readonly workspaces: readonly string[];
  readonly repositories: readonly string[];
} {
  const environments = store.load().environments.map(({ record }) => record);
  const folders = new Set([
    ...workspaces(),
    ...environments
      .filter(({ executionMode }) => executionMode !== 'remote')
      .map(({ workspaceRoot }) => workspaceRoot),
  ]);
  const repositories = new Set([
    ...folders,
    ...environments.flatMap(({ git }) => (git === undefined ? [] : [git.repoRoot])),
  ]);
  return { workspaces: [...folders], repositories: [...repositories] };
}

export const trashRootOf = (workspace: string): string =>
  join(managedRoot(workspace), '.rollcall-trash');

interface Trashed {
  readonly backup: KeptBackup;
  readonly refOfIt: string | undefined;
}

async function listTrash(
  { policy }: Deps,
  workspace: string,
  only: string | undefined,
): Promise<readonly Trashed[]> {
  const root = trashRootOf(workspace);
  const names = only === undefined ? await fs.readdir(root).catch(() => []) : [only];
  // Names that are not ours are none of ours.
  const ours = names.filter((name) => /^[0-9a-f]{16}$/.test(name));
  const found = await mapAtOnce(ours, readAtOnce, (name) => readTrashed(join(root, name)));
  return found.flatMap((one) => {
    if (one === undefined) return [];
    const expiresMs = Date.parse(one.at) + policy.backupRetentionMs;
    const backup = { ...one.rest, workspace, expiresAt: new Date(expiresMs).toISOString() };
    return [{ backup: { ...backup, at: one.at }, refOfIt: one.ref }];
  });
}

async function readTrashed(location: string) {
  const note = await readTrashNote(location);
  const stats = await fs.lstat(location).catch(() => undefined);
  if (stats?.isDirectory() !== true) return undefined;
  const parts: readonly string[] = await fs.readdir(location).catch(() => []);
  const isWhole = note !== undefined && parts.includes('directory');
  return {
    at: note?.at ?? stats.mtime.toISOString(),
    ref: note?.ref,
    rest: {
      id: basename(location),
      kind: 'trash' as const,
      location,
      path: note?.path ?? '',
      verb: note?.verb,
      bytes: note?.bytes ?? null,
      repoRoot: note?.repoRoot,
      branch: note?.branch,
      head: note?.head,
      environmentId: note?.environmentId,
      taskId: note?.taskId,
      obstacle: isWhole ? null : whyNotGivenBack(note?.verb, parts),
    },
  };
}

/** Only directories are given back as they are; a state file goes back with what was written into it. */
const whyNotGivenBack = (verb: string | undefined, parts: readonly string[]): string =>
  verb === 'retry_push'
    ? 'It is the copy of a state file; undo the operation, which puts it back.'
    : `It holds no directory, only ${parts.join(', ') || 'nothing'}.`;
