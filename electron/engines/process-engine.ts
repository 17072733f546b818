import type { Clock } from '#shared/domain/clock.ts';
import type { Engine, ObserveProcess } from '#shared/domain/engine.ts';
import type { ProcessIdentity } from '#shared/domain/session.ts';
import { forgetSession } from './forget-session.ts';
import { observeOneSession, observeSessions } from './observe-sessions.ts';
import { createProcessTable } from './process-table.ts';
import { firstEngine } from './session-state.ts';
import { createKeptState } from './observe-session.ts';
import { createSettledSessions } from './settled-sessions.ts';
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
  engine: firstEngine,
});

/**
 * Runs agents as local processes, each under a small `sh` supervisor that records its exit code
 * whatever becomes of Rollcall. All its knowledge is in `sessionsDir`, so any process may use it.
 */
export function createProcessEngine(deps: ProcessEngineDeps): Engine {
  const named = withDefaults(deps);
  const all = { ...named, ...createKeptState(named.clock), settled: createSettledSessions(named) };
  return {
    name: all.engine,
    observe: () => observeSessions(all),
    observeSession: (sessionId) => observeOneSession(all, sessionId),
    start: (request) => startSession(all, request),
    stop: (sessionId, identity) => stopSession(all, sessionId, identity),
    forget: (sessionId) => forgetSession(all, sessionId),
  };
}
