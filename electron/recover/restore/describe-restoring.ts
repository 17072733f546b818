import { counted } from '#shared/domain/counted.ts';
import { plainDescription, type Description } from '#electron/recover/description.ts';
import { ignoredSteps, keepsIgnored } from '#electron/recover/ignored/ignored-scene.ts';
import { branchBackWarnings } from './branches-back.ts';
import type { RefScene } from './ref-scene.ts';
import type { RestoreScene } from './restore-scene.ts';
import { directoryOf, type TrashScene } from './trash-scene.ts';

/** A restore in words. */
export function describeRestoring(scene: RestoreScene): Description {
  switch (scene.kind) {
    case 'gone':
      return plainDescription([]);
    case 'trash':
      return describeTrash(scene);
    case 'git_ref':
      return describeRef(scene);
  }
}

function describeTrash(scene: TrashScene): Description {
  const { entry, to, note } = scene;
  const head = entry?.head;
  return {
    ...plainDescription([
      ...(head?.kind === 'branch_made'
        ? [
            {
              describe: `Make branch ${head.branch} again`,
              command: [
                'git',
                '-C',
                note.repoRoot ?? '',
                'update-ref',
                `refs/heads/${head.branch}`,
                head.commit,
              ],
            },
          ]
        : []),
      ...(entry === undefined ? [] : [{ describe: `Put git's entry back as ${entry.adminDir}` }]),
      { describe: `Move ${directoryOf(scene)} to ${to}, whole` },
    ]),
    keeps: [
      'Every file as it was, ignored ones too',
      ...(head === undefined ? [] : [`HEAD ${head.says}, and the index as it was`]),
    ],
    warnings: [
      ...(head?.kind === 'detached' ? [head.why] : []),
      ...(head?.kind === 'as_it_was' && head.moved !== undefined
        ? [`Its branch is at ${head.moved} by now, so its files differ from that.`]
        : []),
    ],
  };
}

function describeRef(scene: RefScene): Description {
  const { kept, to, way, work, backup, ignored, comesBack, branches } = scene;
  const files = work.ok ? work.value.paths.length : 0;
  return {
    ...plainDescription([
      ...(backup === null
        ? []
        : [{ describe: `Keep what is in ${to} now in ${backup.location}, and read it back` }]),
      ...ignoredSteps(ignored),
      ...(way === 'new' ? [{ describe: `Add a worktree at ${to}, detached` }] : []),
      { describe: `Give HEAD, index and files of ${kept.location} back in ${to}` },
      ...(comesBack === undefined
        ? []
        : [
            {
              describe: `Give ${counted(comesBack.files, 'ignored file')} of ${comesBack.location} back in ${to}`,
            },
          ]),
    ]),
    keeps: [
      keepsIgnored(ignored),
      ...(backup === null
        ? []
        : [`What is there now (${counted(files, 'changed file')}), in ${backup.location}`]),
    ],
    warnings: branchBackWarnings(branches),
    backup,
  };
}
