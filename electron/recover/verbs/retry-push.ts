import { err, ok } from '#shared/result.ts';
import { obstacleToBackup } from '#electron/recover/backup/make-backup.ts';
import { plainDescription } from '#electron/recover/description.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { defineVerb, type RecoveryVerb } from '#electron/recover/recovery-verb.ts';
import { describeRetry } from '#electron/recover/retry-push/describe-retry.ts';
import { doRetry } from '#electron/recover/retry-push/do-retry.ts';
import {
  observeRetry,
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
    act: (scene, context) => doRetry(deps, scene, context),
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
