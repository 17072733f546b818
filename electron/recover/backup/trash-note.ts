import { writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { isObject, readJson } from '#shared/domain/json.ts';
import { readBounded } from '#electron/platform/files.ts';

/** What the trash says of one thing in it, beside the thing itself: it is found without the journal. */
export interface TrashNote {
  readonly verb: string;
  /** Where it was; absolute. */
  readonly path: string;
  readonly workspace: string;
  /** When it was moved; ISO. */
  readonly at: string;
  readonly bytes?: number | undefined;
  /** The backup made beside it. */
  readonly ref?: string | undefined;
  readonly repoRoot?: string | undefined;
  /** Git's entry of the worktree as it was. */
  readonly adminDir?: string | undefined;
  readonly head?: string | undefined;
  /** Short name; absent when HEAD was detached. */
  readonly branch?: string | undefined;
  readonly environmentId?: string | undefined;
  readonly taskId?: string | undefined;
}

export const trashNoteName = 'about.json';

/** Writes it into a place of its own in the trash (which must be there). */
export const writeTrashNote = (trash: string, note: TrashNote): Promise<void> =>
  writeFile(join(trash, trashNoteName), JSON.stringify({ schemaVersion: 1, ...note }, null, 2));

const texts = ['verb', 'path', 'workspace', 'at'] as const;
const optionalTexts = [
  'ref',
  'repoRoot',
  'adminDir',
  'head',
  'branch',
  'environmentId',
  'taskId',
] as const;

/** Reads it back; undefined when there is none, or none that can be read. */
export async function readTrashNote(trash: string): Promise<TrashNote | undefined> {
  const text = await readBounded(join(trash, trashNoteName), 64 * 1024);
  return text.ok ? parseTrashNote(text.value) : undefined;
}

/** The note as it was written; undefined for anything else, such as a time that is none. */
export function parseTrashNote(text: string): TrashNote | undefined {
  const parsed = readJson(text);
  if (!isObject(parsed)) return undefined;
  const fields = new Map(Object.entries(parsed));
  const isSound =
    texts.every((name) => typeof fields.get(name) === 'string') &&
    optionalTexts.every((name) => ['string', 'undefined'].includes(typeof fields.get(name))) &&
    ['number', 'undefined'].includes(typeof fields.get('bytes')) &&
    isAbsolute(String(fields.get('path'))) &&
    !Number.isNaN(Date.parse(String(fields.get('at'))));
  // Every field was looked at just now.
  return isSound ? (parsed as unknown as TrashNote) : undefined;
}
