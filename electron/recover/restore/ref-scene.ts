import { promises as fs } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { KeptBackup } from '#shared/domain/backup.ts';
import type { PlanChoices, PlannedBackup } from '#shared/domain/plan.ts';
import { err, type Result } from '#shared/result.ts';
import { backupRef } from '#electron/recover/backup/backup-record.ts';
import { obstacleToWriting } from '#electron/recover/backup/room.ts';
import { obstacleToBackup } from '#electron/recover/backup/make-backup.ts';
import { observeWork, type Work } from '#electron/recover/backup/observe-work.ts';
import { findUse } from '#electron/recover/clean-up/clean-up-scene.ts';
import {
  type IgnoredScene,
  obstacleOfIgnored,
  observeIgnoredScene,
} from '#electron/recover/ignored/ignored-scene.ts';
import { type KeptNote, listIgnoredNotes } from '#electron/recover/ignored/ignored-note.ts';
import { findInTheWay } from '#electron/recover/ignored/in-the-way.ts';
import { standsFor } from '#electron/recover/ignored/observe-ignored.ts';
import type { Look } from '#electron/recover/look.ts';
import type { PlanIds } from '#electron/recover/plan-ids.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { findOverwritten } from '#electron/recover/environment-work.ts';
import { type BranchBack, observeBranchesBack } from './branches-back.ts';

/** A backup under a private ref, and the worktree it would be given back into. */
export interface RefScene {
  readonly kind: 'git_ref';
  readonly kept: KeptBackup;
  readonly repoRoot: string;
  readonly to: string;
  /** `in_place`: git lists a worktree there; `new`: one is added. */
  readonly way: 'in_place' | 'new' | 'impossible';
  readonly why: string | undefined;
  readonly inUse: string | undefined;
  /** Why nothing can be written there, or too little, or undefined. */
  readonly noRoom: string | undefined;
  /** What lies in the worktree now; it is kept first. */
  readonly work: Result<Work, string>;
  /** What git ignores there and would be written over: by the ref's files, or by what comes back ignored. */
  readonly overwritten: readonly string[];
  /** What git ignores there now; only of a worktree that is there. */
  readonly ignored: IgnoredScene | undefined;
  /** What git ignored when the backup was made, and was kept by choice. */
  readonly comesBack: KeptNote | undefined;
  /** Those that are set back, or would be but for somebody else; only of a worktree that is there. */
  readonly branches: readonly BranchBack[];
  readonly backup: PlannedBackup | null;
}

/** Gathers it; undefined when the repository has no such ref any more. */
export async function observeRef(
  deps: RecoverDeps,
  look: Look,
  kept: KeptBackup,
  { to, keepIgnored }: PlanChoices,
  ids: PlanIds,
): Promise<RefScene | undefined> {
  const { repoRoot, location } = kept;
  if (repoRoot === undefined) return undefined;
  const target = resolve(to ?? kept.path);
  const read =
    (cwd: string) =>
    (...args: readonly string[]) =>
      deps.runGit({ cwd, args, access: 'read' });
  const repository = await look.repository(repoRoot);
  const entry =
    repository.kind === 'read'
      ? repository.worktrees.find(({ path, realPath }) => path === target || realPath === target)
      : undefined;
  const seen = await deps.observePath(target);
  const isInPlace = entry !== undefined && seen.kind === 'present';
  const observed = isInPlace ? await observeWork(deps.runGit, target) : undefined;
  const work: RefScene['work'] =
    observed === undefined ? err('none') : observed.ok ? observed : err(observed.error.message);
  const overwritten =
    isInPlace && work.ok
      ? await findOverwritten(read(target), target, location, work.value)
      : undefined;
  const ref = backupRef(ids('backup'));
  const chosen = { ref, isChosen: keepIgnored === true };
  const ignored = isInPlace ? await observeIgnoredScene(deps, target, chosen) : undefined;
  const notes =
    kept.ignored === undefined
      ? []
      : await listIgnoredNotes(deps.home, basename(kept.ignored.location));
  const comesBack = notes.find((note) => note.location === kept.ignored?.location);
  const { way, why } = await wayOf(target, entry !== undefined, seen.kind, entry?.isMain === true);
  const recorded = look.records().environments.find(({ record }) => record.path === target);
  return {
    kind: 'git_ref',
    kept,
    repoRoot,
    to: target,
    way: repository.kind === 'read' ? way : 'impossible',
    why: repository.kind === 'read' ? why : `${repoRoot} could not be read (${repository.why}).`,
    inUse: isInPlace ? await findUse(deps, look, { path: target, seen, recorded }) : undefined,
    noRoom: await obstacleToWriting(target, kept.bytes ?? 0),
    work,
    overwritten: [
      ...(overwritten?.ok === true ? overwritten.value : []),
      ...(await findOthers(target, comesBack, ignored)),
    ],
    ignored,
    comesBack,
    branches:
      isInPlace && work.ok
        ? await observeBranchesBack(deps.runGit, repository, kept, { entry, head: work.value.head })
        : [],
    backup: isInPlace
      ? { kind: 'git_ref', location: ref, repoRoot, ignored: ignored?.keptIn }
      : null,
  };
}

/** Ignored files there that are others than those that come back; the ref's own backup holds the rest. */
async function findOthers(
  to: string,
  comesBack: KeptNote | undefined,
  ignored: IgnoredScene | undefined,
): Promise<readonly string[]> {
  if (comesBack === undefined || ignored?.seen.ok !== true || ignored.keptIn !== undefined)
    return [];
  const { paths } = ignored.seen.value;
  return findInTheWay(comesBack, to, (path) => !standsFor(paths, path));
}

async function wayOf(
  to: string,
  isListed: boolean,
  seen: 'present' | 'absent' | 'unknown',
  isMain: boolean,
): Promise<Pick<RefScene, 'way' | 'why'>> {
  const impossible = (why: string) => ({ way: 'impossible' as const, why });
  if (isMain)
    return impossible(`${to} is the repository itself, into which nothing is given back.`);
  if (seen === 'unknown') return impossible(`${to} could not be looked at; look again.`);
  if (isListed)
    return seen === 'present'
      ? { way: 'in_place', why: undefined }
      : impossible(`Git lists ${to}, but it is missing; recreate it first, or use --to.`);
  if (seen === 'absent') return { way: 'new', why: undefined };
  const names = await fs.readdir(to).catch(() => ['?']);
  return names.length === 0
    ? { way: 'new', why: undefined }
    : impossible(`${to} is not empty; restore it to another path with --to.`);
}

/** Why it cannot be given back there, or undefined. */
export function obstacleToRefBack(scene: RefScene): string | undefined {
  const { kept, way, why, inUse, noRoom, work, overwritten, ignored } = scene;
  if (kept.obstacle !== null) return kept.obstacle;
  if (way === 'impossible') return why;
  if (noRoom !== undefined) return `It cannot be given back: ${noRoom}.`;
  if (way === 'new') return undefined;
  if (inUse !== undefined) return inUse;
  if (!work.ok) return `What is in it now could not be seen (${work.error}); look again.`;
  const inTheWay = ignored && obstacleOfIgnored('It', overwritten, ignored);
  return inTheWay ?? obstacleToBackup(work.value);
}
