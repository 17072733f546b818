import {
  adviceFacts,
  obstacleOfAdvice,
  observeAdvice,
  warningsOfAdvice,
  type Advice,
} from '#electron/recover/advice/advice.ts';
import { isEnvironmentReason, isInterruptionReason } from '#shared/domain/blocked-reason.ts';
import type { Fact } from '#shared/domain/plan.ts';
import { ok, type Result } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import {
  branchFact,
  branchWarnings,
  environmentFact,
  obstacleOfEnvironment,
} from '#electron/recover/environment-obstacle.ts';
import { canonicalJson, sha256 } from '#electron/platform/canonical-json.ts';
import { composeLaunch, type Launch } from '#electron/recover/launch.ts';
import { changeRecord } from '#electron/recover/record-change.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { plainDescription } from '#electron/recover/description.ts';
import {
  defineVerb,
  type ActContext,
  type Acted,
  type RecoveryVerb,
} from '#electron/recover/recovery-verb.ts';
import { rollUpRun } from '#electron/recover/roll-up-run.ts';
import { closeDeadSessions, takeEnvironment, withNote } from '#electron/recover/start-changes.ts';
import { settleStart } from '#electron/recover/settle-start.ts';
import { startSession } from '#electron/recover/start-session.ts';
import { closingSteps, startStep } from '#electron/recover/start-steps.ts';
import {
  leaseFact,
  obstacleToStarting,
  sessionsFact,
  taskFact,
} from '#electron/recover/task-obstacles.ts';
import { observeTaskScene, type TaskScene } from '#electron/recover/task-scene.ts';
import { verifyAlive } from '#electron/recover/verify-alive.ts';
import { undoneByStopping } from '#electron/recover/undo/undo-start.ts';

interface ResumeScene extends TaskScene {
  readonly launch: Result<Launch, { readonly message: string }>;
  readonly leaseToken: string;
  readonly advice: Advice;
}

/**
 * Resume from checkpoint: the task goes on from its latest boundary, in its own environment, with the
 * state its agent recorded there.
 */
export const createResume = (deps: RecoverDeps): RecoveryVerb =>
  defineVerb<ResumeScene>({
    verb: 'resume',
    async observe(target, look, ids) {
      const scene = await observeTaskScene(deps, target, look);
      const launch = composeLaunch(deps, scene, 'resume', ids('session'));
      const advice = await observeAdvice(deps, look, scene);
      return { ...scene, launch, leaseToken: ids('lease'), advice };
    },
    goalHolds: () => undefined,
    eligibility: (scene) =>
      obstacleToStarting(scene) ??
      obstacleOfCheckpoint(scene) ??
      obstacleOfReasons(scene) ??
      obstacleOfEnvironment(scene) ??
      obstacleOfAdvice(scene.advice) ??
      (scene.launch.ok ? undefined : scene.launch.error.message),
    facts,
    describe(scene) {
      if (!scene.launch.ok) return plainDescription([]);
      const label = scene.checkpoint?.record.safeBoundaryLabel ?? '';
      return {
        ...plainDescription([
          ...closingSteps(scene),
          {
            describe: `Queue task ${scene.task?.record.id ?? ''}: blocking reasons, result and times cleared`,
          },
          { describe: `Queue checkpoint “${label}”, with a note` },
          { describe: `Write the state of “${label}” to ${scene.launch.value.resumeStateFile}` },
          startStep(scene.launch.value),
        ]),
        keeps: ['Everything in its environment, committed or not'],
        warnings: [...branchWarnings(scene), ...warningsOfAdvice(scene.advice, label)],
      };
    },
    act: (scene, context) => act(deps, scene, context),
    settle: (scene, context) => settleStart(deps, scene, scene.launch, context),
    verify: (scene, look) =>
      verifyAlive(deps, look, scene.launch.ok ? scene.launch.value : undefined, 'Resumed'),
    undo: undoneByStopping(deps),
  });

/** A checkpoint of a task that the loop has not blocked yet still says what its safety means. */
const isResumable = ({ task, checkpoint }: TaskScene): boolean =>
  checkpoint?.record.resumeDisposition === 'resume_from_checkpoint' ||
  (task?.record.state === 'running' && checkpoint?.record.replaySafety === 'checkpoint_resumable');

function obstacleOfCheckpoint(scene: TaskScene): string | undefined {
  const { checkpoint } = scene;
  if (checkpoint === undefined)
    return 'It has no checkpoint to resume from; restart it from scratch instead.';
  const label = `“${checkpoint.record.safeBoundaryLabel}”`;
  if (!isResumable(scene))
    return `Checkpoint ${label} is ${checkpoint.record.replaySafety.replaceAll('_', ' ')}, so it cannot be resumed; restart it from scratch instead.`;
  return checkpoint.record.resumeState === undefined || checkpoint.record.resumeState === null
    ? `Checkpoint ${label} holds no resume state; restart it from scratch instead.`
    : undefined;
}

/** Reasons that Resume may not take away. */
const otherReasons = ({ task, environment }: TaskScene): readonly string[] =>
  (task?.record.blockedReasons ?? []).filter(
    (reason) =>
      !isInterruptionReason(reason) &&
      // Its environment is looked at now; what was said of it earlier does not count.
      !isEnvironmentReason(reason, environment?.record.id ?? ''),
  );

const obstacleOfReasons = (scene: TaskScene): string | undefined => {
  const others = otherReasons(scene);
  return others.length === 0 ? undefined : `It is blocked for another reason: ${others.join(' ')}`;
};

const facts = (scene: ResumeScene): readonly Fact[] => [
  { fact: 'task', value: taskFact(scene) },
  { fact: 'result published', value: scene.task?.record.resultPublished === true ? 'yes' : 'no' },
  { fact: 'other blocking reasons', value: otherReasons(scene).join(' ') || 'none' },
  { fact: 'checkpoint', value: checkpointFact(scene) },
  { fact: 'living session of the task', value: sessionsFact(scene) },
  { fact: 'environment', value: environmentFact(scene) },
  { fact: 'branch', value: branchFact(scene) },
  { fact: 'environment leased to', value: leaseFact(scene.lease) },
  ...adviceFacts(scene.advice),
  {
    fact: 'command',
    value: scene.launch.ok ? JSON.stringify(scene.launch.value.command) : 'none',
  },
];

function checkpointFact({ checkpoint }: TaskScene): string {
  if (checkpoint === undefined) return 'none';
  const { id, safeBoundaryLabel, resumeState } = checkpoint.record;
  const state =
    resumeState === undefined
      ? 'no resume state'
      : `resume state ${sha256(canonicalJson(resumeState)).slice(0, 12)}`;
  return `${id} “${safeBoundaryLabel}”, ${state}`;
}

async function act(deps: RecoverDeps, scene: ResumeScene, context: ActContext): Promise<Acted> {
  const { task, checkpoint, launch } = scene;
  if (task === undefined || checkpoint === undefined || !launch.ok)
    throw new Error('An ineligible resume was acted on.');
  const now = deps.clock.now();
  const { completedAt: _completed, startedAt: _started, ...rest } = task.record;
  const queued = { ...rest, state: 'queued', blockedReasons: [], updatedAt: now } as const;
  const label = checkpoint.record.safeBoundaryLabel;
  const note = `Resumed from “${label}” as session ${launch.value.sessionId}.`;
  failpoint('resume:before-write');
  const begun = context.write(
    [
      ...closeDeadSessions(scene, now),
      ...takeEnvironment(deps, scene, launch.value, scene.leaseToken, now),
      changeRecord('task', task, queued),
      changeRecord('checkpoint', checkpoint, {
        ...withNote(checkpoint.record, note, now),
        stage: 'queued',
      }),
      ...rollUpRun(deps, queued, now),
    ],
    {
      subject: `task:${queued.id}`,
      message: `Task ${queued.id} goes on from “${label}” as session ${launch.value.sessionId}.`,
      before: { state: task.record.state, blockedReasons: task.record.blockedReasons },
      after: { state: 'queued', sessionId: launch.value.sessionId },
    },
  );
  if (!begun.ok) return begun;
  failpoint('resume:queued');
  const started = await startSession(deps, scene, launch.value, context);
  failpoint('resume:started');
  return started.ok ? ok({ why: note }) : started;
}
