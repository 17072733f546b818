import { lstat } from 'node:fs/promises';
import type { KeptBackup } from '#shared/domain/backup.ts';
import { err, ok } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { plannedIgnored } from '#electron/recover/ignored/ignored-scene.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import {
  defineVerb,
  type ActContext,
  type Acted,
  type RecoveryVerb,
} from '#electron/recover/recovery-verb.ts';
import { describeRestoring } from '#electron/recover/restore/describe-restoring.ts';
import { emptyTrash } from '#electron/recover/restore/give-back.ts';
import { wayBegun } from '#electron/recover/restore/give-back-ref.ts';
import { giveBackScene, settleGivingBack } from '#electron/recover/restore/give-back-scene.ts';
import { recordsOfRestored } from '#electron/recover/restore/restored-records.ts';
import {
  findKept,
  keptIdOf,
  observeRestore,
  obstacleToRestore,
  restoreFacts,
  type RestoreScene,
} from '#electron/recover/restore/restore-scene.ts';
import type { Target } from '#electron/recover/target.ts';
import { undoneByPuttingAway } from '#electron/recover/undo/undo-restore.ts';

/** Restore backup: gives back what was put away or set back, at its old place or another. */
export const createRestore = (deps: RecoverDeps): RecoveryVerb =>
  defineVerb<RestoreScene>({
    verb: 'restore',
    observe: (target, look, ids) => observeRestore(deps, target, look, ids),
    goalHolds: () => undefined,
    eligibility: obstacleToRestore,
    facts: restoreFacts,
    describe: describeRestoring,
    ignored: (scene) => (scene.kind === 'git_ref' ? plannedIgnored(scene.ignored) : undefined),
    act: (scene, context) => act(deps, scene, context),
    async settle(scene, context) {
      if (context.begun() === undefined) return 'not_begun';
      const given = await settleGivingBack(deps, scene, context);
      return given.ok ? finish(deps, scene, context) : given;
    },
    verify: async ({ to }) =>
      (await lstat(to).catch(() => undefined))?.isDirectory() === true
        ? ok(`It is back in ${to}.`)
        : err(`${to} is not there; look again.`),
    undo: undoneByPuttingAway(deps),
    async findTarget(id) {
      const kept = await findKept(deps, keptIdOf(id));
      return kept && targetOf(id, kept);
    },
  });

const targetOf = (conditionId: string, { path, workspace, location }: KeptBackup): Target => ({
  conditionId,
  subject: { kind: 'directory', id: path || location, source: 'rollcall', workspace },
  title: path.slice(path.lastIndexOf('/') + 1) || location,
  workAtRisk: {},
  choices: {},
});

/** Carries it out and brings the environment's record up to it. */
async function act(deps: RecoverDeps, scene: RestoreScene, context: ActContext): Promise<Acted> {
  const given = await giveBackScene(deps, scene, context);
  if (!given.ok) return given;
  failpoint('restore:before-write');
  return finish(deps, scene, context);
}

/** The records, and the trash that nobody needs any more. */
async function finish(deps: RecoverDeps, scene: RestoreScene, context: ActContext): Promise<Acted> {
  if (scene.kind === 'gone') return ok({ why: 'Restored.' });
  const { to, kept } = scene;
  const changes = recordsOfRestored(deps, kept, to);
  if (changes.length > 0) {
    const written = context.write(changes, {
      subject: `environment:${kept.environmentId ?? ''}`,
      message: `${to} was restored from ${kept.location}.`,
      after: { path: to },
    });
    if (!written.ok)
      return err({ ...written.error, kind: 'failed', why: `It is back, but ${written.error.why}` });
  }
  failpoint('restore:written');
  if (scene.kind === 'trash') await emptyTrash(scene);
  return ok({
    why: 'Restored.',
    ...(scene.kind === 'git_ref' && scene.backup !== null && wayBegun(context) === 'in_place'
      ? { backup: scene.backup }
      : {}),
  });
}
