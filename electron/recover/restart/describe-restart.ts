import { sayTokens, sayUsd } from '#shared/domain/cost.ts';
import { counted } from '#shared/domain/counted.ts';
import { freshKeeps, freshSteps, freshWarnings } from '#electron/recover/describe-fresh.ts';
import { backupOf } from '#electron/recover/fresh-environment.ts';
import type { Description } from '#electron/recover/description.ts';
import { closingSteps, startStep } from '#electron/recover/start-steps.ts';
import type { RestartScene } from './restart-scene.ts';

const afterwards = {
  queued: 'Queue',
  pending_approval: 'Ask for approval of',
  blocked: 'Leave blocked, for what it depends on,',
} as const;

/** A restart in words: what runs, what is kept, what is given up. */
export function describeRestart(scene: RestartScene): Description {
  const { task, launch, fresh, next } = scene;
  const state = `${afterwards[next.state]} task ${task?.record.id ?? ''}, attempt ${(task?.record.attempts ?? 0) + 1}`;
  return {
    steps: [
      ...closingSteps(scene),
      { describe: `${state}: reasons, result and checkpoint state cleared` },
      ...freshSteps(fresh),
      ...(next.state === 'queued' && launch.ok ? [startStep(launch.value)] : []),
    ],
    keeps: freshKeeps(fresh),
    loses: givenUp(scene),
    frees: 0,
    warnings: [...freshWarnings(fresh), ...adviceWarnings(scene.advice)],
    backup: backupOf(fresh),
  };
}

/** What is known of the task's branch that speaks against doing the work again. */
const adviceWarnings = ({ merge, isBaseGone }: RestartScene['advice']): readonly string[] => [
  ...(merge.kind === 'merged' ? [`${merge.says}: the work may be done already.`] : []),
  ...(isBaseGone ? ['The branch that it began from is gone.'] : []),
];

function givenUp({ target, task, checkpoint }: RestartScene): readonly string[] {
  const { minutes } = target.workAtRisk;
  // As it is now: it may have been told since the condition was shown.
  const { usd, tokens } = { ...target.workAtRisk, ...task?.record.cost };
  const label = checkpoint?.record.safeBoundaryLabel;
  const calls = checkpoint?.record.completedToolCalls.length ?? 0;
  return [
    ...(minutes === undefined || minutes === 0
      ? []
      : [`${counted(minutes, 'minute')} of the agent's time`]),
    ...(usd === undefined || usd === 0 ? [] : [`${sayUsd(usd)} spent`]),
    ...(tokens === undefined || tokens === 0 ? [] : [`${sayTokens(tokens)} used`]),
    ...(label === undefined
      ? []
      : [
          `Checkpoint “${label}”: its resume state${calls === 0 ? '' : ` and ${counted(calls, 'tool call')}`}`,
        ]),
  ];
}
