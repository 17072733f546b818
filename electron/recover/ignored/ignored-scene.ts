import { basename, dirname, join } from 'node:path';
import { counted } from '#shared/domain/counted.ts';
import type { IgnoredFiles, PlanStep } from '#shared/domain/plan.ts';
import { sayBytes } from '#shared/domain/say-bytes.ts';
import type { Result } from '#shared/result.ts';
import { homePaths } from '#electron/platform/home.ts';
import { obstacleToWriting } from '#electron/recover/backup/room.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { obstacleToKeepingIgnored } from './keep-ignored.ts';
import { type Ignored, observeIgnored, standsFor } from './observe-ignored.ts';

/** How many names a plan shows. */
const shownNames = 5;

/** What git ignores in a worktree, and where it is kept if the operator chose to. */
export interface IgnoredScene {
  readonly seen: Result<Ignored, string>;
  readonly isChosen: boolean;
  /** Absolute; undefined unless it was chosen and there is something to keep. */
  readonly keptIn: string | undefined;
  /** Why it cannot be kept though it was chosen, or undefined. */
  readonly obstacle: string | undefined;
}

/** Where it is kept with a private ref. */
export const ignoredPlace = (home: string, ref: string): string =>
  join(homePaths(home).backups, basename(ref));

/** Looks at it; `ref` is the private ref of the backup that it would belong to. */
export async function observeIgnoredScene(
  { runGit, home }: Pick<RecoverDeps, 'runGit' | 'home'>,
  worktree: string,
  { ref, isChosen }: { readonly ref: string; readonly isChosen: boolean },
): Promise<IgnoredScene> {
  const seen = await observeIgnored(runGit, worktree, isChosen);
  if (!isChosen) return { seen, isChosen, keptIn: undefined, obstacle: undefined };
  if (!seen.ok) {
    const obstacle = `What git ignores in it could not be seen (${seen.error}); look again.`;
    return { seen, isChosen, keptIn: undefined, obstacle };
  }
  if (seen.value.paths.length === 0)
    return { seen, isChosen, keptIn: undefined, obstacle: undefined };
  const keptIn = ignoredPlace(home, ref);
  const noRoom = await obstacleToWriting(dirname(keptIn), seen.value.bytes);
  return {
    seen,
    isChosen,
    keptIn,
    obstacle:
      obstacleToKeepingIgnored(seen.value) ??
      (noRoom === undefined ? undefined : `What git ignores cannot be kept: ${noRoom}.`),
  };
}

/** What of it a plan lists; undefined where there is nothing to choose. */
export function plannedIgnored(scene: IgnoredScene | undefined): IgnoredFiles | undefined {
  if (scene?.seen.ok !== true || scene.seen.value.paths.length === 0) return undefined;
  const { files, bytes, paths, isPartial } = scene.seen.value;
  const names = paths.slice(0, shownNames);
  return { files, bytes, names, isPartial, isKept: scene.keptIn !== undefined };
}

/** In words: how much, and the first names. */
function sayIgnored({ files, bytes, names, isPartial }: IgnoredFiles): string {
  const much = `${isPartial ? 'more than ' : ''}${counted(files, 'file')}, ${sayBytes(bytes)}`;
  return `${much}: ${names.join(', ')}${files > names.length ? ' …' : ''}`;
}

/** What becomes of them, for what a plan keeps. */
export function keepsIgnored(scene: IgnoredScene | undefined): string {
  const planned = plannedIgnored(scene);
  if (planned === undefined) return 'Ignored files, where they are';
  return `Ignored files (${sayIgnored(planned)}), ${scene?.keptIn === undefined ? 'where they are' : `in ${scene.keptIn}`}`;
}

/** The step that keeps them; none where they are not kept. */
export const ignoredSteps = (scene: IgnoredScene | undefined): readonly PlanStep[] =>
  scene?.keptIn === undefined
    ? []
    : [{ describe: `Copy what git ignores to ${scene.keptIn}, and compare it` }];

/**
 * Of the paths that would be written over and that no ref holds, those that are not kept with the choice
 * either.
 */
export const notKept = (
  overwritten: readonly string[],
  { seen, keptIn }: IgnoredScene,
): readonly string[] =>
  keptIn === undefined || !seen.ok
    ? overwritten
    : overwritten.filter((path) => !standsFor(seen.value.paths, path));

/** Why ignored files stand in the way of what would be done (`Setting it back`), or undefined. */
export function obstacleOfIgnored(
  doing: string,
  overwritten: readonly string[],
  scene: IgnoredScene,
): string | undefined {
  if (scene.obstacle !== undefined) return scene.obstacle;
  const left = notKept(overwritten, scene);
  if (left.length === 0) return undefined;
  const or = scene.isChosen ? '' : ', or choose to keep ignored files too';
  return `${doing} would write over what git ignores now (${left.slice(0, 3).join(', ')}); move that away first${or}.`;
}
