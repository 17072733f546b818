import { readdir } from 'node:fs/promises';
import { err, ok, type Result } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { cleanUpFacts, type CleanUpScene, observeCleanUp } from './clean-up-scene.ts';
import { describeCleanUp } from './describe-clean-up.ts';
import { trashedDirectory } from './move-to-trash.ts';
import { observePlace } from './place.ts';
import { settlePutAway } from './settle-put-away.ts';
import { obstacleToTakingAway, takeAway } from './take-away.ts';
import { changeRecord } from '#electron/recover/record-change.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import {
  defineVerb,
  type ActContext,
  type Acted,
  type ActFailure,
  type RecoveryVerb,
} from '#electron/recover/recovery-verb.ts';
import { withoutLease } from '#electron/recover/start-changes.ts';
import { undoneByRestoring } from '#electron/recover/undo/undo-removal.ts';

/** What is said of a directory that was put away, and how it is recorded. */
export interface PutAway {
  readonly verb: 'clean_up' | 'archive';
  readonly state: 'removed' | 'archived';
  /** In words: `cleaned up`, `archived`. */
  readonly done: string;
}

/**
 * A backup that is read back, then the whole directory goes to the trash by one rename, and this one
 * entry of git's is removed. The branch stays.
 */
export const definePutAway = (deps: RecoverDeps, away: PutAway): RecoveryVerb =>
  defineVerb<CleanUpScene>({
    verb: away.verb,
    observe: (target, look, ids) => observeCleanUp(deps, target, look, ids),
    goalHolds: ({ place }) =>
      place !== undefined && place.seen.kind === 'absent' && place.entry === undefined
        ? `${place.path} is gone already, and git has no entry of it.`
        : undefined,
    eligibility: (scene) => obstacleToTakingAway(deps, scene),
    facts: cleanUpFacts,
    describe: (scene) => describeCleanUp(scene, away.state),
    act: (scene, context) => act(deps, away, scene, context),
    settle: (scene, context) =>
      settlePutAway(deps, scene, context, (isWhole) =>
        recordRemoval(deps, away, { ...scene, isWhole }, context),
      ),
    async verify({ target, trash }, look) {
      const place = await observePlace(deps, target, look);
      if (place === undefined) return err('It is not recorded any more; look again.');
      if (place.seen.kind !== 'absent') return err(`${place.path} is still there; look again.`);
      if (place.entry !== undefined) return err(`Git still lists ${place.path}; look again.`);
      const kept = await readdir(trash).catch((): string[] => []);
      if (kept.includes('directory'))
        return ok(`${place.path} is ${away.done}; all of it is in ${trash}.`);
      return kept.length > 0
        ? ok(`${place.path} was gone already; git's entry of it is in ${trash}.`)
        : err(`${trash} does not hold it; look again.`);
    },
    undo: undoneByRestoring(deps),
  });

async function act(
  deps: RecoverDeps,
  away: PutAway,
  scene: CleanUpScene,
  context: ActContext,
): Promise<Acted> {
  const taken = await takeAway(deps, scene, context, { verb: away.verb });
  if (!taken.ok) return taken;
  const isWhole = scene.place?.seen.kind === 'present';
  const written = recordRemoval(deps, away, { ...scene, isWhole }, context);
  failpoint('clean_up:written');
  return written.ok ? ok({ why: 'Put away.', backup: taken.value }) : written;
}

function recordRemoval(
  deps: RecoverDeps,
  away: PutAway,
  { place, trash, isWhole }: CleanUpScene & { readonly isWhole: boolean },
  context: ActContext,
): Result<void, ActFailure> {
  const recorded = place?.recorded && deps.store.get('environment', place.recorded.record.id);
  if (recorded === undefined) return ok(undefined);
  const now = deps.clock.now();
  const { recoveryAction: _done, ...rest } = withoutLease(recorded.record, now);
  const { id, state } = recorded.record;
  const removed = changeRecord('environment', recorded, {
    ...rest,
    state: away.state,
    recoveryStatus: 'reconciled',
    cleanupResult: {
      disposition: away.state,
      completedAt: now,
      ...(isWhole ? { retainedPath: trashedDirectory(trash) } : {}),
      summary: isWhole
        ? `Moved to ${trash}; can be restored from there.`
        : `It was gone already; git's entry of it is in ${trash}.`,
    },
    updatedAt: now,
  });
  return context.write([removed], {
    subject: `environment:${id}`,
    message: `Environment ${id} was ${away.done}; ${isWhole ? 'all' : "git's entry"} of it is in ${trash}.`,
    before: { state },
    after: { state: away.state, trash },
  });
}
