import { join } from 'node:path';
import { homePaths } from '#electron/platform/home.ts';
import type { Result } from '#shared/result.ts';
import { workingDirectoryOf } from './environment-obstacle.ts';
import type { RecoverDeps } from './recover-deps.ts';
import type { TaskScene } from './task-scene.ts';

/** A session about to be started: everything that the plan shows of it. */
export interface Launch {
  readonly sessionId: string;
  readonly engine: string;
  readonly cwd: string;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Only when it resumes: where the agent reads its state. */
  readonly resumeStateFile?: string | undefined;
}

/** Works out how a task's agent is started again; errors when its template cannot be filled in. */
export function composeLaunch(
  deps: Pick<RecoverDeps, 'expandLaunch' | 'engine' | 'home'>,
  scene: TaskScene,
  mode: 'resume' | 'restart',
  sessionId: string,
): Result<Launch, { readonly message: string }> {
  const { task, checkpoint, lastSession } = scene;
  const cwd = workingDirectoryOf(scene);
  if (task === undefined || cwd === undefined) return failed('There is no task to start.');
  const engine = lastSession?.record.engine ?? 'process';
  if (deps.engine(engine) === undefined)
    return failed(`Its engine “${engine}” is not available here; nothing else can start it.`);
  const resumeStateFile =
    mode === 'resume' ? join(homePaths(deps.home).resumeStates, `${sessionId}.json`) : undefined;
  const command = deps.expandLaunch({
    agentId: task.record.agentId,
    recordedCommand: scene.firstCommand,
    mode,
    values: {
      prompt: task.record.prompt,
      resumeRef: mode === 'resume' ? lastSession?.record.resumeRef : undefined,
      resumeStateFile,
      cwd,
      taskId: task.record.id,
    },
  });
  if (!command.ok) return command;
  const env = {
    ROLLCALL_HOME: deps.home,
    ROLLCALL_SESSION: sessionId,
    ROLLCALL_TASK: task.record.id,
    ROLLCALL_RUN: task.record.runId,
    ...(resumeStateFile === undefined ? {} : { ROLLCALL_RESUME_STATE: resumeStateFile }),
    ...(resumeStateFile === undefined || checkpoint === undefined
      ? {}
      : { ROLLCALL_CHECKPOINT: checkpoint.record.safeBoundaryLabel }),
  };
  return {
    ok: true,
    value: { sessionId, engine, cwd, command: command.value, env, resumeStateFile },
  };
}

const failed = (message: string): Result<never, { readonly message: string }> => ({
  ok: false,
  error: { message },
});
