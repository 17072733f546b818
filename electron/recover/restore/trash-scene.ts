import { promises as fs } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { isSeen } from '#electron/platform/files.ts';
import type { KeptBackup } from '#shared/domain/backup.ts';
import type { RepositoryReading } from '#shared/domain/observation.ts';
import { readTrashNote, type TrashNote } from '#electron/recover/backup/trash-note.ts';
import { trashedDirectory, trashedEntry } from '#electron/recover/clean-up/move-to-trash.ts';
import type { Look } from '#electron/recover/look.ts';
import { branchOfHead, type HeadBack, headBack } from './head-back.ts';

/** A directory in the trash, and the place it would go back to. */
export interface TrashScene {
  readonly kind: 'trash';
  readonly kept: KeptBackup;
  readonly note: TrashNote;
  readonly to: string;
  /** What is at `to` now. */
  readonly place: 'free' | 'empty' | 'taken' | 'no_parent';
  readonly isSameVolume: boolean;
  /** Only of a worktree. */
  readonly entry: TrashedEntry | undefined;
}

export interface TrashedEntry {
  readonly repository: RepositoryReading;
  /** Where it is kept. */
  readonly kept: string;
  /** Where it goes back to. */
  readonly adminDir: string;
  /** A restore that was ended in the middle has put it there already. */
  readonly isThere: boolean;
  readonly hasModules: boolean;
  readonly isMoved: boolean;
  readonly head: HeadBack;
  /** Git lists another worktree at that path. */
  readonly isPathTaken: boolean;
}

/** Gathers it; undefined when the trash does not hold it any more. */
export async function observeTrashed(
  look: Look,
  kept: KeptBackup,
  to: string | undefined,
): Promise<TrashScene | undefined> {
  const note = await readTrashNote(kept.location);
  if (note === undefined) return undefined;
  const target = resolve(to ?? note.path);
  return {
    kind: 'trash',
    kept,
    note,
    to: target,
    place: await lookAtPlace(target),
    isSameVolume: await areOnOneVolume(kept.location, dirname(target)),
    entry: await observeEntry(look, kept, note, target),
  };
}

async function lookAtPlace(path: string): Promise<TrashScene['place']> {
  const stats = await fs.lstat(path).catch(() => undefined);
  if (stats === undefined) {
    const parent = await fs.stat(dirname(path)).catch(() => undefined);
    return parent?.isDirectory() === true ? 'free' : 'no_parent';
  }
  if (!stats.isDirectory()) return 'taken';
  const names = await fs.readdir(path).catch(() => ['?']);
  return names.length === 0 ? 'empty' : 'taken';
}

async function areOnOneVolume(a: string, b: string): Promise<boolean> {
  const [one, other] = await Promise.all(
    [a, b].map((path) => fs.stat(path).catch(() => undefined)),
  );
  return one !== undefined && other !== undefined && one.dev === other.dev;
}

async function observeEntry(
  look: Look,
  kept: KeptBackup,
  note: TrashNote,
  to: string,
): Promise<TrashedEntry | undefined> {
  const place = trashedEntry(kept.location);
  const { adminDir: was, repoRoot } = note;
  if (was === undefined || repoRoot === undefined || !(await isSeen(place))) return undefined;
  const repository = await look.repository(repoRoot);
  const gitDir = repository.kind === 'read' ? repository.gitDir : dirname(dirname(was));
  const wanted = join(gitDir, 'worktrees', basename(was));
  const isOurs = await holdsOurs(wanted, place);
  const adminDir = isOurs || !(await isSeen(wanted)) ? wanted : `${wanted}-${kept.id.slice(0, 4)}`;
  const others = repository.kind === 'read' ? repository.worktrees : [];
  return {
    repository,
    kept: place,
    adminDir,
    isThere: isOurs,
    hasModules: await isSeen(join(place, 'modules')),
    isMoved: to !== note.path || adminDir !== was,
    head: headBack(await branchOfHead(place), note.head, others, repository, adminDir),
    isPathTaken: others.some(({ path, adminDir: of }) => resolve(path) === to && of !== adminDir),
  };
}

/** Whether the entry there is the one from the trash, put back by a restore that was cut short. */
const holdsOurs = (adminDir: string, kept: string): Promise<boolean> =>
  fs.readFile(join(adminDir, markName), 'utf8').then(
    (text) => text === kept,
    () => false,
  );

/** Why it cannot be given back there, or undefined. */
export function obstacleToGivingBack({
  kept,
  to,
  place,
  isSameVolume,
  entry,
}: TrashScene): string | undefined {
  if (kept.obstacle !== null) return kept.obstacle;
  if (place === 'taken') return `${to} is not empty; restore it to another path with --to.`;
  if (place === 'no_parent') return `The folder above ${to} is missing; make it, or use --to.`;
  if (!isSameVolume)
    return `${dirname(to)} is on another volume than the trash; choose a path on the same one.`;
  if (entry === undefined) return undefined;
  if (entry.repository.kind === 'unknown')
    return `${entry.repository.repoRoot} could not be read (${entry.repository.why}); look again.`;
  if (entry.isPathTaken) return `Git lists another worktree at ${to}; clean that up first.`;
  if (entry.hasModules && entry.isMoved)
    return 'It has submodules, whose links hold only at its old place; restore it there.';
  return entry.head.kind === 'lost' ? entry.head.why : undefined;
}

/** The mark of a restore in progress, inside the entry; gone when it is over. */
export const markName = 'rollcall-restore';

/** Where a directory in the trash lies. */
export const directoryOf = ({ kept }: Pick<TrashScene, 'kept'>): string =>
  trashedDirectory(kept.location);
