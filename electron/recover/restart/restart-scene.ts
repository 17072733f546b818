import type { Result } from '#shared/result.ts';
import type { Advice } from '#electron/recover/advice/advice.ts';
import type { FreshEnvironment } from '#electron/recover/fresh-environment.ts';
import type { Launch } from '#electron/recover/launch.ts';
import type { TaskScene } from '#electron/recover/task-scene.ts';
import type { NextState } from './next-state.ts';

/** The name under which a plan keeps where the task goes. */
export const afterwardsFact = 'afterwards';

/** Everything a restart depends on. */
export interface RestartScene extends TaskScene {
  readonly launch: Result<Launch, { readonly message: string }>;
  readonly leaseToken: string;
  readonly fresh: FreshEnvironment;
  readonly next: NextState;
  readonly advice: Advice;
}
