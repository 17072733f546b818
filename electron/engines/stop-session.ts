import type { ObserveProcess, StopError } from '#shared/domain/engine.ts';
import type { ProcessIdentity } from '#shared/domain/session.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { endTree, type EndTreeDeps } from './end-tree.ts';
import { parsePid, sessionPaths } from './session-files.ts';
import { readStateFile } from './state-file.ts';
import { parseIdentity } from './session-state.ts';

export interface StopDeps extends EndTreeDeps {
  readonly sessionsDir: string;
  readonly observeProcess: ObserveProcess;
}

type ProvenIdentity = ProcessIdentity & { readonly startTime: string };

/**
 * Ends a session's whole process tree: TERM, `graceMs`, KILL, and within `verifyMs` all of it seen
 * gone. Each process's start time is read again right before each signal. The shim is left to write
 * the exit code and ends by itself.
 */
export async function stopSession(
  deps: StopDeps,
  sessionId: string,
  identity: ProcessIdentity,
): Promise<Result<{ readonly killed: number }, StopError>> {
  const proven = await prove(deps, sessionId, identity);
  if (!proven.ok) return proven;
  const paths = sessionPaths(deps.sessionsDir, sessionId);
  const shim = await readStateFile(paths.shimPid, parsePid);
  return endTree(deps, {
    sessionId,
    statusFile: paths.status,
    agent: proven.value,
    shimPid: shim.kind === 'read' ? shim.value : undefined,
  });
}

/** The identity, if nothing contradicts that it is this session's and may be signalled. */
async function prove(
  { sessionsDir, observeProcess }: StopDeps,
  sessionId: string,
  identity: ProcessIdentity,
): Promise<Result<ProvenIdentity, StopError>> {
  const { pid, startTime, bootId } = identity;
  const stranger = (why: string) =>
    err<StopError>({
      kind: 'not_this_process',
      message: `Session ${sessionId}: ${why}; nothing was signalled.`,
    });
  if (startTime === undefined || bootId === undefined)
    return stranger(`process ${pid} is recorded without its start time and boot`);
  const recorded = await readStateFile(
    sessionPaths(sessionsDir, sessionId).identity,
    parseIdentity,
  );
  if (
    recorded.kind === 'read' &&
    (recorded.value.pid !== pid || recorded.value.startTime !== startTime)
  )
    return stranger(`it runs as process ${recorded.value.pid}, not as process ${pid}; look again`);
  const reading = await observeProcess(identity);
  switch (reading.kind) {
    case 'reused':
      return stranger(`pid ${pid} belongs to another process now`);
    case 'unknown':
      return stranger(`process ${pid} could not be looked at (${reading.why})`);
    case 'alive':
    case 'absent':
      return ok({ ...identity, startTime });
  }
}
