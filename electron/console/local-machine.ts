import type { Clock } from '#shared/domain/clock.ts';
import type { Engine } from '#shared/domain/engine.ts';
import { createProcessEngine, type ProcessEngineDeps } from '#electron/engines/process-engine.ts';
import { createTmuxEngine } from '#electron/engines/tmux-engine.ts';
import { homePaths } from '#electron/platform/home.ts';
import { createProcessProbes } from './process-probes.ts';

/** This machine: its name, its boot, its processes and the engines that start agents on it. */
export async function createLocalMachine(options: {
  readonly home: string;
  readonly clock: Clock;
}) {
  const { machine, ...probes } = await createProcessProbes(options.clock);
  const engineDeps: ProcessEngineDeps = {
    sessionsDir: homePaths(options.home).sessions,
    ...probes,
    clock: options.clock,
  };
  const engine = createProcessEngine(engineDeps);
  const engines: readonly Engine[] = [engine, createTmuxEngine(engineDeps)];
  return {
    ...machine,
    ...probes,
    engineDeps,
    /** What starts agents unless another one is asked for. */
    engine,
    engines,
  };
}

export type LocalMachine = Awaited<ReturnType<typeof createLocalMachine>>;
