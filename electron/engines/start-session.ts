import { open } from 'node:fs/promises';
import type { StartedSession, StartError, StartRequest } from '#shared/domain/engine.ts';
import { ok, type Result } from '#shared/result.ts';
import { awaitAgent, type AwaitAgentDeps } from './await-agent.ts';
import { prepareSession, type PrepareDeps } from './prepare-session.ts';
import { plainShim } from './session-shim.ts';
import { spawnShim } from './spawn-shim.ts';

export type StartDeps = PrepareDeps & AwaitAgentDeps;

/**
 * Starts an agent that no terminal and no Rollcall process holds: session and process group of its
 * own, stdin from /dev/null, both outputs appended to `output.log`.
 */
export async function startSession(
  deps: StartDeps,
  request: StartRequest,
): Promise<Result<StartedSession, StartError>> {
  const prepared = await prepareSession(deps, request);
  if (!prepared.ok) return prepared;
  const { paths, env } = prepared.value;
  const log = await open(paths.log, 'a', 0o600);
  const shim = spawnShim({
    file: '/bin/sh',
    args: ['-c', plainShim, 'sh', paths.directory, ...request.command],
    cwd: request.cwd,
    env,
    stdio: ['ignore', log.fd, log.fd],
    isDetached: true,
  });
  await log.close();
  if (!shim.ok) return shim;
  shim.value.child.unref();
  const agent = await awaitAgent(deps, request, paths, shim.value);
  return agent.ok
    ? ok({ sessionId: request.sessionId, identity: agent.value, logPath: paths.log })
    : agent;
}
