import { startFailureReason } from '#shared/domain/blocked-reason.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { hasWork } from '#electron/recover/environment-work.ts';
import { blockTask } from '#electron/recover/give-up-start.ts';
import { prepareEnvironment } from '#electron/recover/prepare-environment.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import type { ActContext, Acted } from '#electron/recover/recovery-verb.ts';
import { settleStart } from '#electron/recover/settle-start.ts';
import { plannedFact } from '#electron/recover/target.ts';
import { prepareStep, unprepared } from './do-restart.ts';
import { isHeldIn } from './held-work.ts';
import { afterwardsFact, type RestartScene } from './restart-scene.ts';

/**
 * After Rollcall was ended in the middle. A session that came to life is recorded, one that did not is
 * given up; where none was to be started yet, the environment is prepared to its end.
 */
export async function settleRestart(
  deps: RecoverDeps,
  scene: RestartScene,
  context: ActContext,
): Promise<Acted | undefined> {
  if (plannedFact(context.planned, afterwardsFact) === 'queued')
    return settleStart(deps, scene, scene.launch, context);
  if (context.begun() !== prepareStep) return undefined;
  const prepared = await prepareToItsEnd(deps, scene, context);
  if (prepared.ok) return ok({ why: 'Prepared anew.' });
  const reason = startFailureReason(unprepared(prepared.error.message));
  return blockTask(deps, scene, context, reason);
}

/** Unless somebody has worked there since: the backup was made before that. */
async function prepareToItsEnd(
  deps: RecoverDeps,
  { fresh }: RestartScene,
  { planned }: ActContext,
): Promise<Result<void, { readonly message: string }>> {
  if (fresh.kind === 'impossible') return err({ message: fresh.why });
  const refs = planned.backup === null ? [] : [planned.backup.location];
  const isKept =
    fresh.kind !== 'set_back' ||
    !hasWork(fresh.seen) ||
    (await isHeldIn(deps.runGit, fresh.path, fresh.seen.work, refs));
  return isKept
    ? prepareEnvironment(deps, fresh)
    : err({
        message: 'something was written in it since, which no backup holds; restart it again',
      });
}
