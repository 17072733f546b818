import { rm } from 'node:fs/promises';
import type { Clock } from '#shared/domain/clock.ts';
import type { Engine, ObserveProcess } from '#shared/domain/engine.ts';
import type { ProcessIdentity } from '#shared/domain/session.ts';
import { observeSession } from './observe-session.ts';
import { observeSessions } from './observe-sessions.ts';
import { createProcessTable } from './process-table.ts';
import { sessionPaths } from './session-files.ts';
import { startSession } from './start-session.ts';
import { stopSession } from './stop-session.ts';

export interface ProcessEngineDeps {
  /** One directory per session below it; absolute, made when needed. */
  readonly sessionsDir: string;
  readonly observeProcess: ObserveProcess;
  /** Undefined when no living process has that pid. */
  readonly identifyProcess: (pid: number) => Promise<ProcessIdentity | undefined>;
  readonly clock: Clock;
  /** What agents inherit; `process.env` unless told otherwise. */
  readonly baseEnv?: Readonly<Record<string, string | undefined>>;
  readonly settleMs?: number;
  readonly appearMs?: number;
  readonly graceMs?: number;
  readonly verifyMs?: number;
}

/**
 * Fills in what was left open. Lengths: alive for 150 ms counts as started, a pid may take 5 s to
 * appear, 2 s from TERM to KILL, 2 s from KILL to seen gone.
 */
export const withDefaults = (deps: ProcessEngineDeps) => ({
  processes: createProcessTable('/proc'),
  baseEnv: process.env,
  settleMs: 150,
  appearMs: 5000,
  graceMs: 2000,
  verifyMs: 2000,
  ...deps,
});

/**
 * Runs agents as local processes, each under a small `sh` supervisor that records its exit code
 * whatever becomes of Rollcall. All its knowledge is in `sessionsDir`, so any process may use it.
 */
export function createProcessEngine(deps: ProcessEngineDeps): Engine {
  const all = withDefaults(deps);
  return {
    name: 'process',
    observe: () => observeSessions(all),
    start: (request) => startSession(all, request),
    stop: (sessionId, identity) => stopSession(all, sessionId, identity),
    async forget(sessionId) {
      const { command, pid, shimPid, identity, exit, argv, shim } = sessionPaths(
        deps.sessionsDir,
        sessionId,
      );
      const entry = await observeSession(all, sessionId);
      if (entry?.process.kind === 'alive') return;
      // The exit last: a session half forgotten is then still told as what it was.
      for (const path of [argv, shim, identity, shimPid, pid, command, exit])
        await rm(path, { force: true });
    },
  };
}
