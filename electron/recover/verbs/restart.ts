import { observeAdvice } from '#electron/recover/advice/advice.ts';
import type { Fact } from '#shared/domain/plan.ts';
import { freshFacts } from '#electron/recover/describe-fresh.ts';
import { observeFreshEnvironment } from '#electron/recover/fresh-environment.ts';
import { composeLaunch } from '#electron/recover/launch.ts';
import { plannedIgnored } from '#electron/recover/ignored/ignored-scene.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { defineVerb, type RecoveryVerb } from '#electron/recover/recovery-verb.ts';
import { describeRestart } from '#electron/recover/restart/describe-restart.ts';
import { doRestart } from '#electron/recover/restart/do-restart.ts';
import { nextState } from '#electron/recover/restart/next-state.ts';
import { afterwardsFact, type RestartScene } from '#electron/recover/restart/restart-scene.ts';
import { settleRestart } from '#electron/recover/restart/settle-restart.ts';
import { verifyRestart } from '#electron/recover/restart/verify-restart.ts';
import {
  leaseFact,
  obstacleToStarting,
  sessionsFact,
  taskFact,
} from '#electron/recover/task-obstacles.ts';
import { observeTaskScene } from '#electron/recover/task-scene.ts';
import { undoneByRestoring } from '#electron/recover/undo/undo-removal.ts';
import { undoneByStopping } from '#electron/recover/undo/undo-start.ts';

/**
 * Restart from scratch: the task begins again in an environment prepared anew. What that gives up is
 * said and, where it can be, kept.
 */
export const createRestart = (deps: RecoverDeps): RecoveryVerb =>
  defineVerb<RestartScene>({
    verb: 'restart',
    async observe(target, look, ids) {
      const scene = await observeTaskScene(deps, target, look);
      return {
        ...scene,
        launch: composeLaunch(deps, scene, 'restart', ids('session')),
        leaseToken: ids('lease'),
        fresh: await observeFreshEnvironment(deps, look, scene, ids),
        next: nextState(scene),
        advice: await observeAdvice(deps, look, scene),
      };
    },
    goalHolds: () => undefined,
    eligibility: (scene) =>
      obstacleToStarting(scene) ??
      (scene.fresh.kind === 'impossible' ? scene.fresh.why : undefined) ??
      (scene.launch.ok ? undefined : scene.launch.error.message),
    facts,
    describe: describeRestart,
    ignored: ({ fresh }) =>
      fresh.kind === 'set_back' || fresh.kind === 'impossible'
        ? plannedIgnored(fresh.ignored)
        : undefined,
    act: (scene, context) => doRestart(deps, scene, context),
    settle: (scene, context) => settleRestart(deps, scene, context),
    verify: (scene, look) => verifyRestart(deps, scene, look),
    undo: undoneByStopping(deps, undoneByRestoring(deps)),
  });

const facts = (scene: RestartScene): readonly Fact[] => [
  { fact: 'task', value: taskFact(scene) },
  { fact: 'result published', value: scene.task?.record.resultPublished === true ? 'yes' : 'no' },
  { fact: 'checkpoint', value: scene.checkpoint?.record.safeBoundaryLabel ?? 'none' },
  { fact: afterwardsFact, value: scene.next.state },
  { fact: 'living session of the task', value: sessionsFact(scene) },
  { fact: 'environment leased to', value: leaseFact(scene.lease) },
  ...freshFacts(scene.fresh),
  {
    fact: 'command',
    value: scene.launch.ok ? JSON.stringify(scene.launch.value.command) : 'none',
  },
];
