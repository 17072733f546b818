import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { ProcessIdentity } from '#shared/domain/session.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { prepareOnly } from '#electron/launch/launch-task.ts';
import { homePaths } from '#electron/platform/home.ts';
import { removeSampleWorld } from '#electron/sample/remove-sample.ts';
import { createSampleWorld } from '#electron/sample/sample-world.ts';
import { launchDeps, launchDetached, type LauncherDeps } from './launcher.ts';
import type { Refusal } from './router.ts';

/** SIGKILL, identity checked right before; resolves when it was seen gone (at most two seconds). */
async function kill({ machine, clock }: LauncherDeps, identity: ProcessIdentity): Promise<void> {
  const seen = await machine.observeProcess(identity);
  if (seen.kind === 'alive') process.kill(identity.pid, 'SIGKILL');
  for (let tries = 0; tries < 100; tries += 1) {
    const now = await machine.observeProcess(identity);
    if (now.kind === 'absent' || now.kind === 'reused') return;
    await clock.sleep(20);
  }
}

/** The sample world, made and removed with the console's own means. */
export function createSamplePart(deps: LauncherDeps): {
  create(repository: string): Promise<Result<void, Refusal>>;
  remove(repository: string): Promise<Result<void, Refusal>>;
} {
  const { store, runGit, clock, machine } = deps;
  const { sample, sessions, resumeStates } = homePaths(deps.home);
  return {
    create(repository) {
      const runId = `sample-run-${randomBytes(3).toString('hex')}`;
      const common = {
        workspace: repository,
        runId,
        runName: 'Sample run',
        mode: 'git_worktree' as const,
        baseBranch: 'main',
      };
      return createSampleWorld({
        store,
        runGit,
        clock,
        repository,
        runId,
        engine: machine.engine,
        kill: (identity) => kill(deps, identity),
        launch: (request) => launchDetached(deps, { ...common, ...request }),
        async prepare(request) {
          const prepared = await prepareOnly(launchDeps(deps), {
            ...common,
            ...request,
            command: [],
          });
          return prepared.ok
            ? ok({ environment: prepared.value.environment })
            : err(prepared.error);
        },
      });
    },
    remove: (repository) =>
      removeSampleWorld({
        store,
        engine: machine.engine,
        repository,
        folder: sample,
        leftOf: (sessionId) => [join(sessions, sessionId), join(resumeStates, `${sessionId}.json`)],
      }),
  };
}
