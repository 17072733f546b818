import { err, ok, type Result } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import type { ActContext, ActFailure } from '#electron/recover/recovery-verb.ts';
import { finishGivingBack, giveBack, isGivenBack, takeEntryBack } from './give-back.ts';
import { giveBackRef, wayBegun } from './give-back-ref.ts';
import { obstacleToRestore, type RestoreScene } from './restore-scene.ts';

/** Journaled before a directory leaves the trash. */
const step = 'give back';

/** Gives it back from wherever it is kept; goes on where an earlier attempt was ended. */
export async function giveBackScene(
  deps: RecoverDeps,
  scene: RestoreScene,
  context: ActContext,
): Promise<Result<void, ActFailure>> {
  switch (scene.kind) {
    case 'gone':
      return err({ kind: 'failed', why: scene.why });
    case 'trash': {
      if (await isGivenBack(scene)) return ok(await finishGivingBack(scene));
      context.begin(step);
      failpoint('restore:begun');
      const given = await giveBack(deps, scene);
      return given.ok ? given : err({ kind: 'failed', why: given.error });
    }
    case 'git_ref': {
      const given = await giveBackRef(deps, scene, context);
      if (given.ok) return given;
      const why = `It was not given back: ${given.error.message}`;
      const isKept = scene.backup !== null && wayBegun(context) === 'in_place';
      return err({ kind: 'failed', why, ...(isKept ? { backup: scene.backup } : {}) });
    }
  }
}

/**
 * After Rollcall was ended in the middle: finishes it, or undoes it where something stands in the way
 * by now. A backup that is gone was given back to the end.
 */
export async function settleGivingBack(
  deps: RecoverDeps,
  scene: RestoreScene,
  context: ActContext,
): Promise<Result<void, ActFailure>> {
  if (scene.kind === 'gone') return ok(undefined);
  if (scene.kind === 'trash' && (await isGivenBack(scene)))
    return giveBackScene(deps, scene, context);
  const why = obstacleToRestore(scene);
  if (why === undefined) return giveBackScene(deps, scene, context);
  if (scene.kind === 'trash') await takeEntryBack(scene);
  return err({
    kind: 'failed',
    why: `It was not given back and is in ${scene.kept.location}: ${why}`,
  });
}
