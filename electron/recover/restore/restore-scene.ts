import { isAbsolute } from 'node:path';
import type { Fact } from '#shared/domain/plan.ts';
import type { KeptBackup } from '#shared/domain/backup.ts';
import { listBackups } from '#electron/recover/backup/list-backups.ts';
import { workFact } from '#electron/recover/backup/observe-work.ts';
import type { Look } from '#electron/recover/look.ts';
import type { PlanIds } from '#electron/recover/plan-ids.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import type { Target } from '#electron/recover/target.ts';
import { madeBranchFacts } from '#electron/recover/undo/made-branch.ts';
import { sayBranchesBack } from './branches-back.ts';
import { observeRef, obstacleToRefBack, type RefScene } from './ref-scene.ts';
import { observeTrashed, obstacleToGivingBack, type TrashScene } from './trash-scene.ts';

export type RestoreScene =
  | TrashScene
  | RefScene
  | { readonly kind: 'gone'; readonly to: string; readonly why: string };

/** The id of a kept backup in a plan's item; undefined when it names none. */
export const keptIdOf = (conditionId: string): string | undefined =>
  /^backup:(.+)$/s.exec(conditionId)?.[1];

/** What is kept under an id; undefined when nothing is, as under one that no backup can have. */
export async function findKept(
  deps: RecoverDeps,
  id: string | undefined,
): Promise<KeptBackup | undefined> {
  if (id === undefined || !/^[\w.-]+$/.test(id)) return undefined;
  return (await listBackups(deps, id)).find((kept) => kept.id === id);
}

/** Looks at one backup and the place it would go to. */
export async function observeRestore(
  deps: RecoverDeps,
  target: Target,
  look: Look,
  ids: PlanIds,
): Promise<RestoreScene> {
  const id = keptIdOf(target.conditionId);
  const to = target.choices.to;
  const kept = await findKept(deps, id);
  const gone = { kind: 'gone', to: to ?? target.subject.id } as const;
  // Relative to what would be anybody's guess.
  if (to !== undefined && !isAbsolute(to)) return { ...gone, why: `${to} is no absolute path.` };
  if (kept === undefined) return { ...gone, why: `There is no backup ${id ?? ''} any more.` };
  const scene =
    kept.kind === 'trash'
      ? await observeTrashed(look, kept, to)
      : await observeRef(deps, look, kept, target.choices, ids);
  return scene ?? { ...gone, why: kept.obstacle ?? `Backup ${kept.id} could not be read.` };
}

export function obstacleToRestore(scene: RestoreScene): string | undefined {
  switch (scene.kind) {
    case 'gone':
      return scene.why;
    case 'trash':
      return obstacleToGivingBack(scene);
    case 'git_ref':
      return obstacleToRefBack(scene);
  }
}

/** The names under which a plan keeps where the backup is, and of which repository. */
export const keptFact = 'backup';
export const repositoryFact = 'repository';

const repositoryFacts = (repoRoot: string | undefined): readonly Fact[] =>
  repoRoot === undefined ? [] : [{ fact: repositoryFact, value: repoRoot }];

/** What the plan depends on. */
export function restoreFacts(scene: RestoreScene): readonly Fact[] {
  switch (scene.kind) {
    case 'gone':
      return [{ fact: keptFact, value: 'gone' }];
    case 'trash':
      return [
        { fact: keptFact, value: scene.kept.location },
        ...repositoryFacts(scene.note.repoRoot),
        { fact: 'place', value: `${scene.to}: ${scene.place}` },
        { fact: 'HEAD comes back', value: scene.entry?.head.says ?? 'no worktree' },
        { fact: "git's entry", value: scene.entry?.adminDir ?? 'none' },
        ...madeBranchFacts(scene.entry?.head.kind === 'branch_made' ? scene.entry.head : undefined),
      ];
    case 'git_ref':
      return [
        { fact: keptFact, value: scene.kept.location },
        ...repositoryFacts(scene.repoRoot),
        { fact: 'place', value: `${scene.to}: ${scene.way.replaceAll('_', ' ')}` },
        { fact: 'at work in it', value: scene.inUse ?? 'nobody' },
        {
          fact: 'work in it now',
          value: scene.work.ok
            ? `${scene.work.value.head} ${workFact(scene.work.value)}`
            : scene.work.error,
        },
        { fact: 'its branches', value: sayBranchesBack(scene.branches) },
        { fact: 'ignored files come back', value: scene.comesBack?.digest.slice(0, 12) ?? 'none' },
      ];
  }
}
