import { promises as fs } from 'node:fs';
import { basename, join } from 'node:path';
import { err, messageOf, ok, type Result } from '#shared/result.ts';
import { isSeen } from '#electron/platform/files.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { areSame } from '#electron/recover/backup/digest-paths.ts';
import { clearBackup } from '#electron/recover/backup/clear-backup.ts';
import { ignoredOf, makeBackup } from '#electron/recover/backup/make-backup.ts';
import {
  giveIgnoredBack,
  obstacleOfKeptFiles,
  temporaryName,
} from '#electron/recover/ignored/give-ignored-back.ts';
import { filesIn } from '#electron/recover/ignored/ignored-note.ts';
import { lookBelow } from '#electron/recover/ignored/in-the-way.ts';
import { standsFor } from '#electron/recover/ignored/observe-ignored.ts';
import { ignoredPlace } from '#electron/recover/ignored/ignored-scene.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import type { ActContext } from '#electron/recover/recovery-verb.ts';
import { isHeldIn } from '#electron/recover/restart/held-work.ts';
import { withScratch } from '#electron/recover/scratch.ts';
import {
  type KeptAdmin,
  readKeptAdmin,
  readKeptModes,
  textOf,
  writeKeptAdmin,
} from './kept-admin.ts';
import type { RefScene } from './ref-scene.ts';
import { writeTree } from './write-tree.ts';

type Failed = { readonly message: string };
type Deps = Pick<RecoverDeps, 'runGit' | 'clock' | 'home'>;

/** Journaled once all that is there is kept and before any of it is changed. */
const stepOf = (way: RefScene['way']): string => `give back ${way}`;

/** The way of an attempt that has kept what was there; undefined before that. */
export const wayBegun = ({ begun }: Pick<ActContext, 'begun'>): 'new' | 'in_place' | undefined =>
  (['new', 'in_place'] as const).find((way) => begun() === stepOf(way));

/**
 * Gives HEAD, branch, index and files back from a private ref. What is in the worktree now is kept
 * first; where an earlier attempt was ended after that, it goes on, unless somebody has worked there since.
 * Errors say what failed; with a backup made, nothing is lost.
 */
export async function giveBackRef(
  deps: Deps,
  scene: RefScene,
  context: Pick<ActContext, 'begin' | 'begun'>,
): Promise<Result<void, Failed>> {
  const { to, kept, repoRoot } = scene;
  const { runGit } = deps;
  const begun = wayBegun(context);
  if (begun === undefined) {
    const made = await keepFirst(deps, scene).catch((error: unknown) =>
      err({ message: messageOf(error) }),
    );
    if (!made.ok) return err({ message: `nothing was changed: ${made.error.message}` });
    context.begin(stepOf(scene.way));
  } else if (!(await isStillHeld(deps, scene, begun)))
    return err({ message: 'something was written in it since, which no backup holds' });
  failpoint('restore:kept');
  const admin = await readKeptAdmin(runGit, repoRoot, kept.location);
  if (admin === undefined)
    return err({ message: 'nothing was changed: the backup does not hold git’s own files' });
  if (scene.way === 'new') {
    const args = ['worktree', 'add', '--detach', '--no-checkout', '--', to, `${kept.location}^1`];
    const added = await runGit({ cwd: repoRoot, args, access: 'write' });
    if (!added.ok) return added;
    failpoint('restore:worktree-added');
  }
  const way = begun ?? scene.way;
  return withScratch(deps.home, (scratch) =>
    giveBackInto(deps, { ...scene, way }, admin, scratch),
  ).catch((error: unknown) => err({ message: messageOf(error) }));
}

/** Whether nobody has worked there since an earlier attempt: all is as it was kept, or as it comes back. */
async function isStillHeld(
  { runGit }: Deps,
  { to, kept, way, work, backup, comesBack }: RefScene,
  begun: RefScene['way'],
): Promise<boolean> {
  if (way !== 'in_place') return true;
  const before = begun === 'in_place' && backup !== null ? [backup.location] : [];
  // Half of the rules may be back, so that what git ignores counts as untracked.
  const copies = [comesBack?.location, backup?.ignored].filter((one) => one !== undefined);
  const isCopied = async (path: string): Promise<boolean> => {
    if (comesBack !== undefined && basename(path) === temporaryName(comesBack.location))
      return true;
    const now = await lookBelow(to, Buffer.from(path));
    for (const copy of copies) {
      const held = await lookBelow(filesIn(copy), Buffer.from(path));
      if (now !== undefined && held !== undefined && (await areSame(now, held))) return true;
    }
    return false;
  };
  return work.ok && isHeldIn(runGit, to, work.value, [...before, kept.location], isCopied);
}

/** Keeps what is in the worktree now, once what is to come back was seen to be whole. */
async function keepFirst(
  deps: Deps,
  { to, kept, repoRoot, backup, comesBack }: RefScene,
): Promise<Result<unknown, Failed>> {
  const broken = comesBack && (await obstacleOfKeptFiles(comesBack));
  if (broken !== undefined) return err({ message: broken });
  if (backup === null) return ok(undefined);
  const { location: ref } = backup;
  const cleared = await clearBackup(deps.runGit, repoRoot, ref);
  if (!cleared.ok) return cleared;
  const about = { path: to, environmentId: kept.environmentId, taskId: kept.taskId };
  const ignored = ignoredOf(backup);
  return makeBackup(deps, { worktree: to, ref, about, at: deps.clock.now(), ignored });
}

async function giveBackInto(
  { runGit, home }: Deps,
  scene: RefScene,
  admin: KeptAdmin,
  scratch: string,
): Promise<Result<void, Failed>> {
  const { to, kept, way, comesBack, backup } = scene;
  const own = await runGit({ cwd: to, args: ['rev-parse', '--absolute-git-dir'], access: 'read' });
  if (!own.ok) return own;
  const gitDir = own.value.trim();
  const index = admin.get('index');
  if (index !== undefined) await fs.writeFile(join(scratch, 'index'), index);
  const isSparse = admin.has(sparsePatterns) || (await isSeen(join(gitDir, sparsePatterns)));
  const skipped = isSparse ? await readSkipped(runGit, to, join(scratch, 'index')) : ok(none);
  if (!skipped.ok) return skipped;
  const isReplaced = (path: string) => standsFor(comesBack?.paths ?? [], path);
  const written = await writeTree(runGit, {
    worktree: to,
    tree: kept.location,
    scratch,
    modes: await readKeptModes(runGit, to, kept.location),
    heldIn: way === 'new' ? undefined : backup?.location,
    skipped: skipped.value,
    isReplaced,
  });
  if (!written.ok) return written;
  failpoint('restore:files-back');
  const heldIn = backup === null ? undefined : ignoredPlace(home, backup.location);
  if (comesBack !== undefined) await giveIgnoredBack(comesBack, to, heldIn);
  failpoint('restore:ignored-back');
  const head = await moveBranches(runGit, scene, way, admin);
  if (!head.ok) return head;
  await writeKeptAdmin(gitDir, admin, head.value);
  failpoint('restore:head-back');
  if (index === undefined) {
    const args = ['read-tree', `${kept.location}^2`];
    const read = await runGit({ cwd: to, args, access: 'write' });
    return read.ok ? ok(undefined) : read;
  }
  await fs.copyFile(join(scratch, 'index'), join(gitDir, 'index.rollcall'));
  await fs.rename(join(gitDir, 'index.rollcall'), join(gitDir, 'index'));
  return ok(undefined);
}

/** Where git keeps what a sparse checkout shows. */
const sparsePatterns = 'info/sparse-checkout';
const none: ReadonlySet<string> = new Set();

/** Paths that the index left out of the worktree. */
async function readSkipped(
  runGit: RecoverDeps['runGit'],
  cwd: string,
  indexFile: string,
): Promise<Result<ReadonlySet<string>, Failed>> {
  const args = ['ls-files', '-t', '-z'];
  const env = { GIT_INDEX_FILE: indexFile };
  const listed = await runGit({ cwd, args, access: 'read', env });
  if (!listed.ok) return listed;
  const rows = listed.value.split('\0').filter((row) => row.startsWith('S '));
  return ok(new Set(rows.map((row) => row.slice(2))));
}

/** Sets branches back, each as long as it is where it was seen. Gives what HEAD is to say. */
async function moveBranches(
  runGit: RecoverDeps['runGit'],
  { to: cwd, kept, branches }: RefScene,
  way: RefScene['way'],
  admin: KeptAdmin,
): Promise<Result<string, Failed>> {
  const detached = `${kept.head ?? ''}\n`;
  // In a new worktree a branch that others may have stays theirs.
  if (way === 'new') return ok(detached);
  for (const { name, commit, now, stays } of branches) {
    if (stays !== undefined || now === commit) continue;
    const seen = now ?? '0'.repeat(commit.length);
    const args = ['update-ref', '-m', 'rollcall: restored', `refs/heads/${name}`, commit, seen];
    const moved = await runGit({ cwd, args, access: 'write' });
    if (!moved.ok) return moved;
  }
  const isFree = branches.every(({ isOfHead, stays }) => !isOfHead || stays === undefined);
  const head = textOf(admin, 'HEAD');
  return ok(head !== undefined && isFree ? `${head}\n` : detached);
}
