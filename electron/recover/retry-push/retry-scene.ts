import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Fact } from '#shared/domain/plan.ts';
import { err, type Result } from '#shared/result.ts';
import { isWorktreeRoot } from '#electron/platform/git-directories.ts';
import { backupRef } from '#electron/recover/backup/backup-record.ts';
import { observeWork, type Work, workFact } from '#electron/recover/backup/observe-work.ts';
import { obstacleToWriting } from '#electron/recover/backup/room.ts';
import { findUse } from '#electron/recover/clean-up/clean-up-scene.ts';
import type { Look } from '#electron/recover/look.ts';
import type { PlanIds } from '#electron/recover/plan-ids.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import type { Target } from '#electron/recover/target.ts';
import { trashPath } from '#electron/recover/trash.ts';
import type { ForeignWorker } from './foreign-worker.ts';
import { lookAtFile, type PlaceOfFile } from './replace-file.ts';

/** A worker whose work could not be pushed, its state file, and the clone that holds the work. */
export interface RetryScene {
  readonly target: Target;
  readonly worker: Result<ForeignWorker, string>;
  readonly place: PlaceOfFile | undefined;
  readonly work: Result<Work, string>;
  readonly inUse: string | undefined;
  /** Why the folder cannot take a backup, or undefined. */
  readonly noRoom: string | undefined;
  /** Where the copy of the state file goes. */
  readonly trash: string;
  /** Under which the work is kept in the watched folder's repository. */
  readonly ref: string;
}

/** Gathers it. */
export async function observeRetry(
  deps: RecoverDeps,
  target: Target,
  look: Look,
  ids: PlanIds,
): Promise<RetryScene> {
  const { workspace } = target.subject;
  const worker = await deps.findForeignWorker(target.subject);
  const trash = trashPath(workspace, ids('trash'));
  const scene = { target, worker, trash, ref: backupRef(ids('backup')) };
  if (!worker.ok)
    return { ...scene, place: undefined, work: worker, inUse: undefined, noRoom: undefined };
  const { file, workspacePath: path } = worker.value;
  const seen = await deps.observePath(path);
  return {
    ...scene,
    place: await lookAtFile(file),
    work: await readWork(deps, path),
    inUse: await findUse(deps, look, { path, seen, recorded: undefined }),
    noRoom: await findNoRoom(look, workspace, file, trash),
  };
}

async function readWork({ runGit }: RecoverDeps, path: string): Promise<Result<Work, string>> {
  const root = await realpath(path).catch(() => undefined);
  if (root === undefined) return err('it is not there');
  // Git would climb to a repository around it and answer for that one.
  if (!(await isWorktreeRoot(root))) return err('it is no repository of its own');
  const work = await observeWork(runGit, root);
  return work.ok ? work : err(work.error.message);
}

async function findNoRoom(
  look: Look,
  workspace: string,
  file: string,
  trash: string,
): Promise<string | undefined> {
  const repository = await look.repository(workspace);
  if (repository.kind !== 'read')
    return `${workspace} is no repository that could keep a backup (${repository.why})`;
  return (
    (await obstacleToWriting(repository.gitDir, 0)) ??
    (await obstacleToWriting(trash, 0)) ??
    (await obstacleToWriting(dirname(file), 0))
  );
}

/** Names under which a plan keeps what its undo needs. */
export const fileFact = 'state file';
export const beforeFact = 'what is in it';
export const afterFact = 'what is in it afterwards';
export const markerFact = 'its later word of it';

/** What tells the bytes of a state file apart. */
export const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

export const ownerFact = ({ owner }: ForeignWorker): string =>
  owner.isGone ? 'not running' : owner.says;

/** What a retry depends on. */
export function retryFacts({ worker, place, work, inUse }: RetryScene): readonly Fact[] {
  if (!worker.ok) return [{ fact: fileFact, value: `not known: ${worker.error}` }];
  const { file, bytes, says, retried, workspacePath } = worker.value;
  return [
    { fact: fileFact, value: file },
    { fact: 'its record', value: says },
    { fact: beforeFact, value: digestOf(bytes) },
    { fact: afterFact, value: retried.ok ? digestOf(retried.value) : 'not to be changed' },
    { fact: markerFact, value: worker.value.marker ?? 'none' },
    { fact: 'its rights', value: place?.rights ?? 'not known' },
    { fact: 'its coordinator', value: ownerFact(worker.value) },
    { fact: 'the work is in', value: workspacePath },
    { fact: 'HEAD', value: work.ok ? work.value.head : 'not known' },
    {
      fact: 'uncommitted work',
      value: work.ok ? workFact(work.value) : `not known: ${work.error}`,
    },
    { fact: 'at work in it', value: inUse ?? 'nobody' },
  ];
}
