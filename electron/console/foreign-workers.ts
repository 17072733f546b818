import { counted } from '#shared/domain/counted.ts';
import type { Clock } from '#shared/domain/clock.ts';
import { leftToSource } from '#shared/domain/source.ts';
import { err, ok } from '#shared/result.ts';
import { observeCoordinator, type CoordinatorEyes } from '#electron/observe/coordinators.ts';
import { judgeCoordinator } from '#electron/reconcile/judge-coordinator.ts';
import { retryWorker } from '#electron/reconcile/retry-worker.ts';
import type {
  FindForeignWorker,
  ForeignWorker,
} from '#electron/recover/retry-push/foreign-worker.ts';
import { findWorker, type FoundWorker } from '#electron/sources/ralph/find-worker.ts';
import { readLockOwners } from '#electron/sources/ralph/lock-owners.ts';

/** Proven gone: nobody holds a lock, or each who is named in one is dead. Anything else is not proven. */
async function judgeOwners(
  eyes: CoordinatorEyes,
  workspace: string,
): Promise<ForeignWorker['owner']> {
  const owners = await readLockOwners(workspace);
  if (!owners.ok) return { isGone: false, says: `not known: ${owners.error}` };
  const gone: string[] = [];
  for (const owner of owners.value) {
    const reading = await observeCoordinator(eyes, owner);
    const nowMs = eyes.clock.nowMs();
    const verdict = judgeCoordinator(owner, reading, { nowMs, workspace });
    if (verdict.kind === 'dead') {
      gone.push(verdict.how);
      continue;
    }
    const says = verdict.kind === 'alive' ? `process ${owner.pid} is alive` : verdict.why;
    return { isGone: false, says };
  }
  return { isGone: true, says: gone.length === 0 ? 'nobody holds its lock' : gone.join(', ') };
}

function retriedOf({ worker, retried }: FoundWorker): ForeignWorker['retried'] {
  const rule = retryWorker(worker);
  return rule.ok ? retried : err(`${rule.error.message}.`);
}

/** Looks at one worker of another system as its own files have it, with those who may be at work on them. */
export const createFindForeignWorker =
  (eyes: CoordinatorEyes & { readonly clock: Clock }): FindForeignWorker =>
  async ({ id, source, workspace }) => {
    if (source !== 'ralph')
      return err(leftToSource(source, 'retry_push') ?? 'It is in no state file of another system.');
    const found = await findWorker(workspace, id);
    if (!found.ok) return found;
    const { worker, file, bytes, marker } = found.value;
    const { lifecycle, pushAttempts, lastError, workspacePath } = worker;
    return ok({
      file,
      bytes,
      says: `${lifecycle}, ${counted(pushAttempts, 'attempt')}`,
      isAtWork: lifecycle === 'running' && lastError === undefined,
      workspacePath,
      retried: retriedOf(found.value),
      owner: await judgeOwners(eyes, workspace),
      marker,
    });
  };
