import type { PlanStep } from '#shared/domain/plan.ts';
import type { Launch } from './launch.ts';
import type { TaskScene } from './task-scene.ts';

/** What is closed before a task starts again, in words. */
export function closingSteps(scene: TaskScene): readonly PlanStep[] {
  const { environment, lease, activeSessions } = scene;
  const steps = activeSessions.map(({ recorded, fate }) => ({
    describe: `Record session ${recorded.record.id} as ended: ${fate.kind === 'dead' ? fate.how : fate.kind}`,
  }));
  if (environment !== undefined && lease.kind === 'abandoned')
    steps.push({
      describe: `Release the lease of ${lease.by}, which is gone, on environment ${environment.record.id}`,
    });
  return steps;
}

/** The command that brings the agent back, with the environment leased to it first. */
export const startStep = ({ sessionId, engine, cwd, command }: Launch): PlanStep => ({
  describe: `Start session ${sessionId} with engine ${engine} in ${cwd}, holding its lease`,
  command,
});
