import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#electron/platform/clock.ts';
import { createProcessTable } from './process-table.ts';
import type { ProcessEngineDeps } from './process-engine.ts';
import { sendSignal } from './send-signal.ts';

/** A temporary place for one test's sessions. Ends everything that was started in it. */
export interface EngineWorld {
  readonly deps: ProcessEngineDeps;
  readonly sessionsDir: string;
  /** An existing directory to work in. */
  readonly cwd: string;
  readonly newSessionId: () => string;
  /** Asks every 20 ms until the answer is true; throws with `what` after 10 s. */
  readonly until: (what: string, ask: () => boolean | Promise<boolean>) => Promise<void>;
  readonly isAlive: (pid: number) => boolean;
  readonly parentOf: (pid: number) => number;
  /** Ends, by pid, what carries one of this world's session ids; then removes the directory. */
  readonly close: () => Promise<void>;
}

/** Makes a world for tests; the probes come from outside because engines know no observer. */
export async function createEngineWorld(
  probes: Pick<ProcessEngineDeps, 'observeProcess' | 'identifyProcess'>,
): Promise<EngineWorld> {
  const root = await mkdtemp(join(tmpdir(), 'rollcall-engine-'));
  const sessionsDir = join(root, 'sessions');
  const table = createProcessTable('/proc');
  const prefix = root.slice(root.lastIndexOf('-') + 1);
  let count = 0;
  const rows = () => table.list() ?? [];
  return {
    deps: { sessionsDir, clock: systemClock, ...probes },
    sessionsDir,
    cwd: root,
    newSessionId: () => `${prefix}-${(count += 1)}`,
    async until(what, ask) {
      const giveUpAtMs = Date.now() + 10_000;
      while (!(await ask())) {
        if (Date.now() > giveUpAtMs) throw new Error(`Waited 10 s in vain: ${what}`);
        await systemClock.sleep(20);
      }
    },
    isAlive: (pid) => table.startTimeOf(pid) !== undefined,
    parentOf(pid) {
      const row = rows().find((one) => one.pid === pid);
      if (row === undefined) throw new Error(`Process ${pid} is not running`);
      return row.parent;
    },
    async close() {
      // What a dying supervisor starts last may be missed by one look.
      for (let round = 0; round < 3; round += 1)
        for (const { pid, sessionId } of rows())
          if (sessionId?.startsWith(`${prefix}-`) === true) sendSignal(pid, 'SIGKILL');
      await rm(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
