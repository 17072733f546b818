import type { Clock } from '#shared/domain/clock.ts';
import type { ObserveProcess, StartError, StartRequest } from '#shared/domain/engine.ts';
import type { ProcessIdentity } from '#shared/domain/session.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { keepIdentity } from './keep-identity.ts';
import { parseExit, parsePid, type SessionPaths } from './session-files.ts';
import { readStateFile } from './state-file.ts';

export interface AwaitAgentDeps {
  readonly clock: Clock;
  readonly observeProcess: ObserveProcess;
  readonly identifyProcess: (pid: number) => Promise<ProcessIdentity | undefined>;
  /** How long an agent must stay alive to count as started. */
  readonly settleMs: number;
  /** How long its pid may take to appear. */
  readonly appearMs: number;
}

/** What the shim's own process came to, told by whoever spawned it. */
export interface ShimState {
  /** Why it could not be spawned, or how it ended; undefined while it runs. */
  readonly ended: () => string | undefined;
}

const lookEveryMs = 10;

/**
 * Waits until the agent was seen alive twice, `settleMs` apart, and keeps its identity on disk as
 * soon as it is known. `ended_at_once` carries the code when it ended before, also a code of 0: the
 * caller decides what that means.
 */
export async function awaitAgent(
  deps: AwaitAgentDeps,
  request: StartRequest,
  paths: SessionPaths,
  shim: ShimState,
): Promise<Result<ProcessIdentity, StartError>> {
  const { clock, observeProcess, settleMs, appearMs } = deps;
  const giveUpAtMs = clock.steadyMs() + appearMs;
  let identity: ProcessIdentity | undefined;
  let aliveSinceMs: number | undefined;
  for (;;) {
    // Looked at before the exit file: a shim that has ended has written all it ever will.
    const shimEnd = shim.ended();
    const exit = await readStateFile(paths.exit, parseExit);
    if (exit.kind === 'read') return endedAtOnce(request, paths, exit.value.exitCode);
    if (shimEnd !== undefined) return neverSeen(request, shimEnd);
    identity ??= await identify(deps, paths);
    const isAlive = identity && (await observeProcess(identity)).kind === 'alive';
    if (identity && isAlive) {
      aliveSinceMs ??= clock.steadyMs();
      if (clock.steadyMs() - aliveSinceMs >= settleMs) return ok(identity);
    } else if (clock.steadyMs() >= giveUpAtMs) {
      const seconds = appearMs / 1000;
      return neverSeen(request, `its process was not seen alive within ${seconds} s`);
    }
    await clock.sleep(lookEveryMs);
  }
}

async function identify(
  { identifyProcess }: AwaitAgentDeps,
  paths: SessionPaths,
): Promise<ProcessIdentity | undefined> {
  const pid = await readStateFile(paths.pid, parsePid);
  if (pid.kind !== 'read') return undefined;
  const identity = await identifyProcess(pid.value);
  if (identity !== undefined) await keepIdentity(paths, identity);
  return identity;
}

const endedAtOnce = (
  { command }: StartRequest,
  { log }: SessionPaths,
  exitCode: number,
): Result<never, StartError> =>
  err({
    kind: 'ended_at_once',
    message: `“${command[0]}” ended at once with exit code ${exitCode}; its output is in ${log}.`,
    exitCode,
  });

const neverSeen = ({ sessionId, command }: StartRequest, why: string): Result<never, StartError> =>
  err({
    kind: 'not_started',
    message: `Session ${sessionId} (${command[0]}) was not started: ${why}.`,
  });
