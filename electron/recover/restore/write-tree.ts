import { promises as fs } from 'node:fs';
import { dirname, join } from 'node:path';
import { err, ok, type Result } from '#shared/result.ts';
import { blobId } from '#electron/recover/backup/blob-id.ts';
import { type KeptModes, writeModes } from '#electron/recover/backup/kept-modes.ts';
import { parseRawDiff, rawDiffFormat } from '#electron/recover/backup/raw-diff.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';

interface TreeRequest {
  readonly worktree: string;
  /** A backup's ref: its tree is the files as they were, its first parent HEAD. */
  readonly tree: string;
  /** A folder that is removed afterwards. */
  readonly scratch: string;
  /** Of the tree's files, the permissions that git does not keep. */
  readonly modes: KeptModes;
  /** The ref under which what is there now was kept; undefined for a worktree that was just added. */
  readonly heldIn: string | undefined;
  /** Paths that the old index left out of the worktree (sparse checkout). */
  readonly skipped: ReadonlySet<string>;
  /** Of what is untracked now, what goes though the tree's own rules ignore it: others take its place. */
  readonly isReplaced: (path: string) => boolean;
}

type Failed = { readonly message: string };

/**
 * Makes the files of a worktree those of a tree, to the byte: what is tracked or untracked now and not
 * in it goes, as far as it is held; what is ignored stays, now or by the tree's own rules. Every file
 * that had changed is compared afterwards.
 */
export async function writeTree(
  runGit: RecoverDeps['runGit'],
  request: TreeRequest,
): Promise<Result<void, Failed>> {
  const { worktree, tree, scratch, heldIn, skipped, modes, isReplaced } = request;
  const onTree = { GIT_INDEX_FILE: join(scratch, 'tree-index') };
  const ask: Ask = (env, access, ...args) =>
    runGit({ cwd: worktree, args, access, env, timeoutMs: 10 * 60_000 });
  const tracked = await list(ask, {}, '--cached');
  if (!tracked.ok) return tracked;
  const untracked = await list(ask, {}, '--others', '--exclude-standard');
  if (!untracked.ok) return untracked;
  const listed = await listTree(ask, tree);
  if (!listed.ok) return listed;
  const kept = heldIn === undefined ? ok([]) : await listTree(ask, heldIn);
  if (!kept.ok) return kept;
  const wanted = listed.value.filter(({ path }) => !skipped.has(path));
  const names = new Set(wanted.map(({ path }) => path));
  const held = new Set(kept.value.map(({ path }) => path));
  for (const path of [...tracked.value, ...untracked.value.filter(isReplaced)])
    if (!names.has(path) && held.has(path)) await removeFile(worktree, path);
  const written = await checkOut(ask, onTree, tree, [...skipped]);
  if (!written.ok) return written;
  // By the rules that came back: what was ignored at the time may be untracked by those of now. What
  // those of now ignored is held nowhere, and so stays.
  const others = await list(ask, onTree, '--others', '--exclude-standard');
  if (!others.ok) return others;
  for (const path of others.value) if (held.has(path)) await removeFile(worktree, path);
  const changed = await ask(onTree, 'read', 'diff-tree', '-r', ...rawDiffFormat, `${tree}^1`, tree);
  if (!changed.ok) return err(changed.error);
  // Only what differed from HEAD was kept as it lay on disk; the rest is as git checks it out.
  const asOnDisk = new Set(parseRawDiff(changed.value).map(({ path }) => path));
  for (const file of wanted.filter(({ path }) => asOnDisk.has(path))) {
    const differs = await putRight(runGit, worktree, file);
    if (differs !== undefined) return err({ message: differs });
  }
  await writeModes(worktree, modes, (path) => names.has(path));
  return ok(undefined);
}

type Ask = (
  env: Readonly<Record<string, string>>,
  access: 'read' | 'write',
  ...args: readonly string[]
) => ReturnType<RecoverDeps['runGit']>;

/** File names, each once. */
async function list(
  ask: Ask,
  env: Readonly<Record<string, string>>,
  ...which: readonly string[]
): Promise<Result<readonly string[], Failed>> {
  const listed = await ask(env, 'read', 'ls-files', '-z', ...which);
  return listed.ok ? ok([...new Set(listed.value.split('\0').filter(Boolean))]) : listed;
}

/** Writes every file of a tree but those that are left out. */
async function checkOut(
  ask: Ask,
  onTree: Readonly<Record<string, string>>,
  tree: string,
  skipped: readonly string[],
): Promise<Result<unknown, Failed>> {
  const loaded = await ask(onTree, 'write', 'read-tree', tree);
  if (!loaded.ok) return loaded;
  for (let at = 0; at < skipped.length; at += 200) {
    const some = skipped.slice(at, at + 200);
    const dropped = await ask(onTree, 'write', 'update-index', '--force-remove', '--', ...some);
    if (!dropped.ok) return dropped;
  }
  return ask(onTree, 'read', 'checkout-index', '--all', '--force', '--quiet');
}

interface TreeFile {
  readonly mode: string;
  readonly id: string;
  readonly path: string;
}

/** All files of a ref's tree. */
async function listTree(ask: Ask, ref: string): Promise<Result<readonly TreeFile[], Failed>> {
  const listed = await ask({}, 'read', 'ls-tree', '-r', '-z', '--full-tree', ref);
  return listed.ok ? ok(parseTree(listed.value)) : listed;
}

/** `mode type id TAB path`. */
const parseTree = (text: string): readonly TreeFile[] =>
  text
    .split('\0')
    .filter(Boolean)
    .map((row) => {
      const tab = row.indexOf('\t');
      const [mode = '', , id = ''] = row.slice(0, tab).split(' ');
      return { mode, id, path: row.slice(tab + 1) };
    });

async function removeFile(worktree: string, path: string): Promise<void> {
  // A repository inside ends in a slash and is none of ours, nor is what lies behind a link.
  if (path.endsWith('/') || (await isBehindLink(worktree, path))) return;
  await fs.rm(join(worktree, path), { force: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_FS_EISDIR' && error.code !== 'ENOTDIR') throw error;
  });
  for (let above = dirname(path); above !== '.'; above = dirname(above))
    if (
      await fs.rmdir(join(worktree, above)).then(
        () => false,
        () => true,
      )
    )
      return;
}

/** Whether a folder above it is a link by now, as where it was a folder when the file was tracked. */
async function isBehindLink(worktree: string, path: string): Promise<boolean> {
  for (let above = dirname(path); above !== '.'; above = dirname(above)) {
    const stats = await fs.lstat(join(worktree, above)).catch(() => undefined);
    if (stats?.isSymbolicLink() === true) return true;
  }
  return false;
}

/** Git converts what its attributes say; where that shows, the very bytes are written instead. */
async function putRight(
  runGit: RecoverDeps['runGit'],
  worktree: string,
  { mode, id, path }: TreeFile,
): Promise<string | undefined> {
  if (mode === '160000') return undefined;
  const file = join(worktree, path);
  if ((await blobId(file, id.length)) === id) return undefined;
  // Not by `cat-file`: what git prints is read as text, and not every file is one.
  const unpacked = await runGit({ cwd: worktree, args: ['unpack-file', id], access: 'write' });
  if (!unpacked.ok) return unpacked.error.message;
  const raw = join(worktree, unpacked.value.trim());
  try {
    // Into the file that is there, as that has its mode already.
    await fs.writeFile(file, await fs.readFile(raw));
  } finally {
    await fs.rm(raw, { force: true });
  }
  return (await blobId(file, id.length)) === id
    ? undefined
    : `${path} could not be written as it was`;
}
