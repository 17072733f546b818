import { err, ok, type Result } from '#shared/result.ts';
import type { Look } from '#electron/recover/look.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { verifyAlive } from '#electron/recover/verify-alive.ts';
import type { RestartScene } from './restart-scene.ts';

/** Whether the new session is seen alive; or, where none is started yet, whether the task waits as planned. */
export async function verifyRestart(
  deps: RecoverDeps,
  { launch, next, task }: RestartScene,
  look: Look,
): Promise<Result<string, string>> {
  if (next.state === 'queued')
    return verifyAlive(deps, look, launch.ok ? launch.value : undefined, 'Restarted');
  const now = look.records().tasks.find(({ record }) => record.id === task?.record.id);
  return now?.record.state === next.state
    ? ok(`Prepared anew; the task is ${next.state.replaceAll('_', ' ')} and starts after that.`)
    : err(`The task is ${now?.record.state ?? 'gone'}, not ${next.state}; look again.`);
}
