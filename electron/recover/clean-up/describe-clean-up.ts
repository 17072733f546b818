import { counted } from '#shared/domain/counted.ts';
import type { PlanStep } from '#shared/domain/plan.ts';
import { plainDescription, type Description } from '#electron/recover/description.ts';
import type { LeavingScene } from './clean-up-scene.ts';
import { keepCommitArguments } from './keep-place.ts';
import { trashedDirectory, trashedEntry } from './move-to-trash.ts';
import type { Place } from './place.ts';

/** A clean-up in words: where everything goes, and that nothing is lost by it. */
export function describeCleanUp(scene: LeavingScene, state: 'removed' | 'archived'): Description {
  const recorded = scene.place?.recorded?.record;
  const record = { describe: `Record environment ${recorded?.id ?? ''} as ${state}` };
  const left = describeLeaving(scene);
  return { ...left, steps: [...left.steps, ...(recorded === undefined ? [] : [record])] };
}

/** A directory's way into the trash. `goes`: its branch, where that does not stay. */
export function describeLeaving(scene: LeavingScene, goes?: string): Description {
  const { place, trash, size, backup, work, isCutOff } = scene;
  if (place === undefined) return plainDescription([]);
  const branch = place.entry?.isDetached === false ? place.entry.branch : undefined;
  const paths = work?.ok === true ? work.value.work.paths.length : 0;
  return {
    steps: stepsOf(scene),
    keeps: [
      ...(place.seen.kind === 'present'
        ? [`The whole directory, ignored files too, in ${trashedDirectory(trash)}`]
        : []),
      ...(backup === null
        ? []
        : [
            isCutOff
              ? `HEAD and what is staged, in ${backup.location}`
              : place.seen.kind !== 'present'
                ? `Commit ${place.entry?.head}, in ${backup.location}`
                : `HEAD, index and ${counted(paths, 'changed file')}, in ${backup.location}`,
          ]),
      ...(branch === undefined || branch === goes ? [] : [`Branch ${branch} and its commits`]),
    ],
    loses: [],
    frees: size.ok ? size.value.bytes : 0,
    warnings: [],
    backup: backup ?? { kind: 'trash', location: trash },
    ...(place.seen.kind === 'present'
      ? {}
      : { notUndone: 'Its directory is gone already, and would not come back.' }),
  };
}

function stepsOf(scene: LeavingScene): readonly PlanStep[] {
  const { place, trash } = scene;
  if (place === undefined) return [];
  const { path, seen, entry, repoRoot } = place;
  return [
    ...keepSteps(scene, place),
    ...(seen.kind === 'present'
      ? [{ describe: `Move ${path} to ${trashedDirectory(trash)}, whole` }]
      : []),
    ...(entry === undefined
      ? []
      : [
          { describe: `Copy git's entry of it to ${trashedEntry(trash)}` },
          {
            describe: 'Remove this one entry',
            command: ['git', '-C', repoRoot, 'worktree', 'remove', '--', path],
          },
        ]),
  ];
}

/** Of a directory that is gone, only the commit is kept that nothing but git's entry may name. */
function keepSteps(
  { backup, isCutOff }: LeavingScene,
  { seen, entry, repoRoot }: Place,
): readonly PlanStep[] {
  if (backup === null) return [];
  const { location } = backup;
  if (seen.kind === 'present' || isCutOff)
    return [
      {
        describe: `Keep HEAD, index${isCutOff ? '' : ' and working tree'} in ${location}, and read them back`,
      },
    ];
  const describe = "Keep the commit that only git's entry names";
  const args = keepCommitArguments(location, entry);
  return [{ describe, command: ['git', '-C', repoRoot, ...args] }];
}
