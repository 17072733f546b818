import { err, messageOf, ok } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { failedBackup } from '#electron/recover/backup/failed-backup.ts';
import { obstacleToBackup } from '#electron/recover/backup/make-backup.ts';
import { plainDescription } from '#electron/recover/description.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import {
  defineVerb,
  type ActContext,
  type Acted,
  type ActFailure,
  type RecoveryVerb,
} from '#electron/recover/recovery-verb.ts';
import { describeRetry } from '#electron/recover/retry-push/describe-retry.ts';
import { keepClone } from '#electron/recover/retry-push/keep-clone.ts';
import { dropCopy, keepCopy } from '#electron/recover/retry-push/kept-copy.ts';
import { replaceFile, temporaryOf } from '#electron/recover/retry-push/replace-file.ts';
import {
  beforeFact,
  digestOf,
  observeRetry,
  ownerFact,
  retryFacts,
  type RetryScene,
} from '#electron/recover/retry-push/retry-scene.ts';
import { settleRetry } from '#electron/recover/retry-push/settle-retry.ts';
import { undoneByPuttingBack } from '#electron/recover/undo/undo-retry-push.ts';

/**
 * Retry push: the worker's record says again that it is at work, as its own system's retry leaves it,
 * so that its orchestrator takes it up at its next run. That begins with a hard reset of the clone, so
 * the work is kept first. Its state file is replaced in one step, and only while nobody is at work on it.
 */
export const createRetryPush = (deps: RecoverDeps): RecoveryVerb =>
  defineVerb<RetryScene>({
    verb: 'retry_push',
    observe: (target, look, ids) => observeRetry(deps, target, look, ids),
    goalHolds: ({ worker }) =>
      worker.ok && worker.value.isAtWork
        ? 'Its record says already that it is at work.'
        : undefined,
    eligibility,
    facts: retryFacts,
    describe: (scene) =>
      scene.worker.ok ? describeRetry(scene, scene.worker.value) : plainDescription([]),
    act: (scene, context) => act(deps, scene, context),
    settle: (scene, context) => settleRetry(deps, scene, context),
    async verify({ target }) {
      const again = await deps.findForeignWorker(target.subject);
      if (!again.ok) return err(again.error);
      return again.value.isAtWork
        ? ok(`${target.title} is to be tried again: its orchestrator takes it up at its next run.`)
        : err(`${again.value.file} says ${again.value.says}; look again.`);
    },
    undo: undoneByPuttingBack(deps),
  });

function eligibility({ worker, place, work, inUse, noRoom }: RetryScene): string | undefined {
  if (!worker.ok) return worker.error;
  const { retried, owner, workspacePath } = worker.value;
  if (!retried.ok) return retried.error;
  if (!owner.isGone)
    return `Its coordinator is not proven gone (${owner.says}); end it, or let it retry itself.`;
  if (place?.why !== undefined) return place.why;
  if (!work.ok)
    return `The work in ${workspacePath} could not be kept first (${work.error}), so nothing is changed.`;
  if (inUse !== undefined) return inUse;
  if (noRoom !== undefined) return `It cannot be kept first: ${noRoom}.`;
  return obstacleToBackup(work.value);
}

async function act(deps: RecoverDeps, scene: RetryScene, context: ActContext): Promise<Acted> {
  const { worker, target, trash, ref } = scene;
  if (!worker.ok || !worker.value.retried.ok) throw new Error('Nothing was to be tried again.');
  const { file, bytes, workspacePath, retried } = worker.value;
  const { id, workspace } = target.subject;
  context.begin('keep');
  failpoint('retry_push:before');
  const at = deps.clock.now();
  const request = {
    worktree: workspacePath,
    ref,
    about: { path: workspacePath, taskId: id },
    at,
    signal: context.signal,
  };
  const kept = await keepClone(deps, workspace, request);
  if (!kept.ok) return err(failedBackup(kept.error, 'changed'));
  failpoint('retry_push:kept');
  if (context.signal?.aborted === true)
    return err(failedBackup({ kind: 'stopped', message: '' }, 'changed'));
  context.begin('replace');
  try {
    await keepCopy(trash, bytes, {
      verb: 'retry_push',
      path: file,
      workspace,
      at,
      bytes: bytes.length,
      taskId: id,
    });
    failpoint('retry_push:copied');
    const temporary = temporaryOf(file, context.ids('trash'));
    const refused = await replaceFile({ file, temporary, bytes: retried.value }, () =>
      findChange(deps, scene, bytes),
    );
    if (refused === undefined)
      return ok({ why: 'Handed back.', backup: { kind: 'trash', location: trash } });
    await dropCopy(trash);
    return err(refused);
  } catch (error) {
    const why = messageOf(error);
    return err({ kind: 'failed', why: `${file} was not replaced and is as it was: ${why}` });
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
