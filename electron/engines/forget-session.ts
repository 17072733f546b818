import { rm } from 'node:fs/promises';
import { observeSession, type ObserveSessionDeps } from './observe-session.ts';
import { sessionPaths } from './session-files.ts';
import { readStateFile } from './state-file.ts';
import { parseCommand } from './session-state.ts';

/**
 * Removes the files of an ended session, never its log. Leaves a living session alone, and one that
 * another engine started: that one may be alive in a way this engine cannot see.
 */
export async function forgetSession(deps: ObserveSessionDeps, sessionId: string): Promise<void> {
  const paths = sessionPaths(deps.sessionsDir, sessionId);
  const { command, pid, shimPid, identity, exit, argv, shim, status } = paths;
  const started = await readStateFile(command, parseCommand);
  if (started.kind === 'read' && started.value.engine !== deps.engine) return;
  const entry = await observeSession(deps, sessionId);
  if (entry?.process.kind === 'alive') return;
  // The exit last: a session half forgotten is then still told as what it was.
  for (const path of [argv, shim, status, identity, shimPid, pid, command, exit])
    await rm(path, { force: true });
}
