import type { Description } from '#electron/recover/description.ts';
import { plainDescription } from '#electron/recover/description.ts';
import type { ForeignWorker } from './foreign-worker.ts';
import { copyIn } from './kept-copy.ts';
import type { RetryScene } from './retry-scene.ts';

/** It in words: what is kept first, and the one change in the file. */
export function describeRetry(
  { target, trash, ref }: RetryScene,
  { file, workspacePath, owner, marker }: ForeignWorker,
): Description {
  const { id, workspace } = target.subject;
  return {
    ...plainDescription([
      {
        describe: `Keep HEAD, index and working tree of ${workspacePath} in ${ref} of ${workspace}, and read them back`,
      },
      { describe: `Copy ${file} to ${copyIn(trash)}` },
      {
        describe: `See once more that the file is as it was and its coordinator not running (${owner.says})`,
      },
      { describe: `Replace ${file} in one step: ${id} is running again, without its last error` },
      ...(marker === undefined
        ? []
        : [
            {
              describe: `Take ${marker} away, whose copy is in ${trash}: it tells of that push later than the record`,
            },
          ]),
    ]),
    keeps: [
      'Every other byte of that file: other workers, unknown fields, comments',
      `Everything in ${workspacePath} as it is, until its own orchestrator goes on there`,
    ],
    warnings: [
      `Its orchestrator begins the next attempt with a hard reset of ${workspacePath}: what was not pushed is then in ${ref} only.`,
    ],
    backup: { kind: 'trash', location: trash },
  };
}
