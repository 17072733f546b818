import { rm } from 'node:fs/promises';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import type { ActContext, Settlement } from '#electron/recover/recovery-verb.ts';
import { plannedFact } from '#electron/recover/target.ts';
import { forgetInClone } from './keep-clone.ts';
import {
  afterFact,
  beforeFact,
  digestOf,
  fileFact,
  markerFact,
  type RetryScene,
} from './retry-scene.ts';
import { dropCopy, readWhole, takeMarkerAway } from './kept-copy.ts';
import { temporaryOf } from './replace-file.ts';

/**
 * After Rollcall was ended in the middle: takes away what lies half made beside the state file and in
 * the clone. The file itself is the old one or the new one, which tells whether it was done.
 */
export async function settleRetry(
  { runGit }: Pick<RecoverDeps, 'runGit'>,
  { worker, target, trash, ref }: RetryScene,
  { planned, ids }: ActContext,
): Promise<Settlement> {
  const file = plannedFact(planned, fileFact) ?? '';
  await rm(temporaryOf(file, ids('trash')), { force: true });
  const now = await readWhole(file);
  // Where the file is as it was, its copy is of no use.
  if (now !== undefined && digestOf(now) === plannedFact(planned, beforeFact))
    await dropCopy(trash);
  const marker = plannedFact(planned, markerFact);
  if (
    marker !== undefined &&
    now !== undefined &&
    digestOf(now) === plannedFact(planned, afterFact)
  )
    await takeMarkerAway(trash, marker);
  if (!worker.ok) return undefined;
  const clone = worker.value.workspacePath;
  const places = [clone, target.subject.workspace];
  const [own, others] = await Promise.all(places.map((one) => commonDirectory(runGit, one)));
  // In a clone it was on its way only; in a worktree of the folder's own repository it is the backup.
  if (own !== undefined && own !== others) await forgetInClone(runGit, clone, ref);
  return undefined;
}

async function commonDirectory(
  runGit: RecoverDeps['runGit'],
  cwd: string,
): Promise<string | undefined> {
  const args = ['rev-parse', '--path-format=absolute', '--git-common-dir'];
  const told = await runGit({ cwd, args, access: 'read' });
  return told.ok ? told.value.trim() : undefined;
}
