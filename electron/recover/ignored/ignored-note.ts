import { promises as fs } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { type Fields, isObject, readJson } from '#shared/domain/json.ts';
import { readBounded } from '#electron/platform/files.ts';
import { homePaths } from '#electron/platform/home.ts';
import type { FolderModes } from './copy-paths.ts';

/** What one kept folder says of itself, beside the files: it is found without the journal. */
export interface IgnoredNote {
  /** The private ref that holds the rest, and its repository. */
  readonly ref: string;
  readonly repoRoot: string;
  /** The worktree they were in; absolute. */
  readonly path: string;
  /** ISO. */
  readonly at: string;
  readonly files: number;
  readonly bytes: number;
  /** Over names, kinds, modes and bytes. */
  readonly digest: string;
  /** As git listed them; a folder that is ignored whole ends in a slash. */
  readonly paths: readonly string[];
  readonly folderModes: FolderModes;
}

/** One that lies in a home. */
export interface KeptNote extends IgnoredNote {
  /** Absolute. */
  readonly location: string;
}

const noteName = 'about.json';

/** Paths are listed one by one where git ignores single files: 64 MiB, as much as git may print. */
const maxNoteBytes = 64 * 1024 * 1024;

/** Where the files themselves lie. */
export const filesIn = (location: string): string => join(location, 'ignored');

export const writeIgnoredNote = (location: string, note: IgnoredNote): Promise<void> =>
  fs.writeFile(join(location, noteName), JSON.stringify({ schemaVersion: 1, ...note }));

/** Below the worktree, and none of git's own files. */
const isInside = (path: unknown): boolean =>
  typeof path === 'string' &&
  !isAbsolute(path) &&
  path !== '' &&
  !path.split('/').some((part) => part === '.' || part === '..') &&
  !/^\.git(\/|$)/.test(path);

const isFolderMode = (value: unknown): boolean =>
  Array.isArray(value) && typeof value[0] === 'string' && Number.isInteger(value[1]);

const isList = (value: unknown, isRight: (one: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(isRight);

const isSound = (note: Fields): boolean =>
  ['ref', 'repoRoot', 'path', 'at', 'digest'].every((name) => typeof note[name] === 'string') &&
  ['files', 'bytes'].every((name) => Number.isSafeInteger(note[name])) &&
  isAbsolute(String(note['path'])) &&
  !Number.isNaN(Date.parse(String(note['at']))) &&
  isList(note['paths'], isInside) &&
  isList(note['folderModes'], isFolderMode);

/** Reads it; undefined when there is none, or none that Rollcall wrote. */
async function readIgnoredNote(location: string): Promise<IgnoredNote | undefined> {
  const text = await readBounded(join(location, noteName), maxNoteBytes);
  const parsed = text.ok ? readJson(text.value) : undefined;
  // Every field was looked at just now.
  return isObject(parsed) && isSound(parsed) ? (parsed as unknown as IgnoredNote) : undefined;
}

/** Everything of the kind that a home holds, or what has the id `only`. */
export async function listIgnoredNotes(home: string, only?: string): Promise<readonly KeptNote[]> {
  const { backups } = homePaths(home);
  const names = only === undefined ? await fs.readdir(backups).catch(() => []) : [only];
  const notes: KeptNote[] = [];
  for (const name of names) {
    const location = join(backups, name);
    const note = await readIgnoredNote(location);
    if (note !== undefined) notes.push({ ...note, location });
  }
  return notes;
}
