import { counted } from '#shared/domain/counted.ts';
import { plainDescription, type Description } from '#electron/recover/description.ts';
import { ignoredSteps, keepsIgnored } from '#electron/recover/ignored/ignored-scene.ts';
import { shortId } from '#electron/recover/words.ts';
import type { SeenBranch } from './branch-scene.ts';

/** Makes the branch at its last known commit, as long as nobody else has made it meanwhile. */
export const makeArguments = ({ git, tip }: SeenBranch): readonly string[] => {
  if (!tip.ok) throw new Error('A branch was to be made of nothing.');
  const { commit } = tip.value;
  const none = '0'.repeat(commit.length);
  const message = 'rollcall: made again';
  return ['update-ref', '--create-reflog', '-m', message, `refs/heads/${git.branch}`, commit, none];
};

/** Switches; git itself refuses, before it changes anything, where a file that is not kept would be written over. */
export const switchArguments = ({ git, isThere, tip, ignored }: SeenBranch): readonly string[] => [
  'switch',
  '--quiet',
  ignored?.keptIn === undefined ? '--no-overwrite-ignore' : '--overwrite-ignore',
  ...(isThere || !tip.ok
    ? ['--no-guess', git.branch]
    : ['--no-track', '-c', git.branch, tip.value.commit]),
];

/** It in words: what runs, and what stays as it is. */
export function describeSwitch(seen: SeenBranch): Description {
  const { git, entry, tip, isThere, isOnIt, work, backup, ignored } = seen;
  const { branch, worktreePath } = git;
  const at = tip.ok ? `${shortId(tip.value.commit)} (${tip.value.from})` : 'nothing';
  if (isOnIt)
    return {
      ...plainDescription([
        {
          describe: `Make branch ${branch} again at ${at}`,
          command: ['git', '-C', worktreePath, ...(tip.ok ? makeArguments(seen) : [])],
        },
      ]),
      keeps: ['Every file in it as it is'],
    };
  const files = work.ok ? work.value.paths.length : 0;
  const left = entry.isDetached ? `The commit it is detached at` : `Branch ${entry.branch}`;
  return {
    ...plainDescription([
      { describe: `Keep HEAD, index and working tree in ${backup?.location}, and read them back` },
      ...ignoredSteps(ignored),
      {
        describe: isThere
          ? `Switch to ${branch}`
          : `Make branch ${branch} again at ${at}, and switch to it`,
        command: ['git', '-C', worktreePath, ...switchArguments(seen)],
      },
    ]),
    keeps: [
      `${left}, as it is`,
      ...(files === 0 ? [] : [`${counted(files, 'changed file')}, taken along as they are`]),
      keepsIgnored(ignored),
    ],
    backup,
  };
}
