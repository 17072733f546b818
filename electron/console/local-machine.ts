import { hostname } from 'node:os';
import type { Clock } from '#shared/domain/clock.ts';
import type { Engine } from '#shared/domain/engine.ts';
import { createProcessEngine, type ProcessEngineDeps } from '#electron/engines/process-engine.ts';
import { createTmuxEngine } from '#electron/engines/tmux-engine.ts';
import {
  createIdentifyProcess,
  createProcessObserver,
  readBootId,
} from '#electron/observe/process.ts';
import { homePaths } from '#electron/platform/home.ts';

/** What this machine is called, which boot it is in, and how its processes are looked at. */
export async function createLocalMachine(options: {
  readonly home: string;
  readonly clock: Clock;
}) {
  const host = hostname();
  const bootId = await readBootId();
  const identifyProcess = createIdentifyProcess({ bootId, host });
  const observeProcess = createProcessObserver({ bootId, host, clock: options.clock });
  const engineDeps: ProcessEngineDeps = {
    sessionsDir: homePaths(options.home).sessions,
    observeProcess,
    identifyProcess,
    clock: options.clock,
  };
  const engine = createProcessEngine(engineDeps);
  const engines: readonly Engine[] = [engine, createTmuxEngine(engineDeps)];
  return {
    host,
    bootId,
    observeProcess,
    identifyProcess,
    engineDeps,
    /** What starts agents unless another one is asked for. */
    engine,
    engines,
  };
}

export type LocalMachine = Awaited<ReturnType<typeof createLocalMachine>>;
