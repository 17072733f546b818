import { err, messageOf, ok } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { failedBackup } from '#electron/recover/backup/failed-backup.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import type { ActContext, Acted, ActFailure } from '#electron/recover/recovery-verb.ts';
import type { ForeignWorker } from './foreign-worker.ts';
import { keepClone } from './keep-clone.ts';
import { dropCopy, keepCopy, readWhole, takeMarkerAway } from './kept-copy.ts';
import { replaceFile, temporaryOf } from './replace-file.ts';
import { beforeFact, digestOf, ownerFact, type RetryScene } from './retry-scene.ts';

/** Keeps the work of the clone, then replaces the state file. */
export async function doRetry(
  deps: RecoverDeps,
  scene: RetryScene,
  context: ActContext,
): Promise<Acted> {
  const { worker, target, ref } = scene;
  if (!worker.ok) throw new Error('Nothing was to be tried again.');
  const { workspacePath } = worker.value;
  const { id, workspace } = target.subject;
  context.begin('keep');
  failpoint('retry_push:before');
  const about = { path: workspacePath, taskId: id };
  const { signal } = context;
  const request = { worktree: workspacePath, ref, about, at: deps.clock.now(), signal };
  const kept = await keepClone(deps, workspace, request);
  if (!kept.ok) return err(failedBackup(kept.error, 'changed'));
  failpoint('retry_push:kept');
  if (signal?.aborted === true)
    return err(failedBackup({ kind: 'stopped', message: '' }, 'changed'));
  context.begin('replace');
  return replaceState(
    deps,
    scene,
    worker.value,
    temporaryOf(worker.value.file, context.ids('trash')),
  );
}

async function replaceState(
  deps: RecoverDeps,
  scene: RetryScene,
  { file, bytes, retried, marker }: ForeignWorker,
  temporary: string,
): Promise<Acted> {
  if (!retried.ok) throw new Error('Nothing was to be written.');
  const { target, trash } = scene;
  const { id, workspace } = target.subject;
  try {
    const about = { path: file, workspace, at: deps.clock.now(), bytes: bytes.length, taskId: id };
    await keepCopy(trash, bytes, { verb: 'retry_push', ...about }, marker);
    failpoint('retry_push:copied');
    const refused = await replaceFile({ file, temporary, bytes: retried.value }, () =>
      findChange(deps, scene, bytes),
    );
    if (refused !== undefined) {
      await dropCopy(trash);
      return err(refused);
    }
    if (marker !== undefined) await takeMarkerAway(trash, marker);
    failpoint('retry_push:marker-away');
    return ok({ why: 'Handed back.', backup: { kind: 'trash', location: trash } });
  } catch (error) {
    const isAsItWas = (await readWhole(file))?.equals(bytes) === true;
    if (isAsItWas) await dropCopy(trash);
    const state = isAsItWas ? 'is as it was' : `is not as it was; its copy is in ${trash}`;
    return err({ kind: 'failed', why: `${file} ${state}: ${messageOf(error)}` });
  }
}

/** Directly before the file is replaced: whether anything is otherwise than it was a moment ago. */
async function findChange(
  deps: RecoverDeps,
  { target }: RetryScene,
  bytes: Buffer,
): Promise<ActFailure | undefined> {
  const again = await deps.findForeignWorker(target.subject);
  if (!again.ok) return { kind: 'refused', why: `Nothing was changed: ${again.error}` };
  const refuse = (fact: string, before: string, after: string): ActFailure => ({
    kind: 'refused',
    why: 'It changed while it was being prepared; nothing was changed. Plan again.',
    before: { fact, value: before },
    after: { fact, value: after },
  });
  if (!again.value.bytes.equals(bytes))
    return refuse(beforeFact, digestOf(bytes), digestOf(again.value.bytes));
  return again.value.owner.isGone
    ? undefined
    : refuse('its coordinator', 'not running', ownerFact(again.value));
}
