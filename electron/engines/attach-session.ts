import { watch } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { StartError, StartRequest } from '#shared/domain/engine.ts';
import type { ProcessIdentity } from '#shared/domain/session.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { attachedSpawn, chooseMode, ownTerminal, type Terminal } from './attach-mode.ts';
import { awaitAgent } from './await-agent.ts';
import { forwardSignals } from './forward-signals.ts';
import { prepareSession } from './prepare-session.ts';
import { withDefaults, type ProcessEngineDeps } from './process-engine.ts';
import { parseExit, type SessionPaths } from './session-files.ts';
import { readStateFile } from './state-file.ts';
import { spawnShim, type SpawnedShim } from './spawn-shim.ts';

export interface AttachDeps extends ProcessEngineDeps {
  /** This process's own terminal unless told otherwise. */
  readonly terminal?: Terminal;
}

export interface AttachRequest extends StartRequest {
  /** Called once the agent was seen alive; not at all when it ended before that. */
  readonly onIdentity: (identity: ProcessIdentity) => void | Promise<void>;
}

/** How an agent that had the terminal ended. */
export interface AttachedEnd {
  /** Absent when its supervisor was killed: then nobody saw the end. */
  readonly exitCode?: number | undefined;
  readonly identity?: ProcessIdentity | undefined;
  readonly logPath?: string | undefined;
  /** Why there is no log, when there is none. */
  readonly logNote?: string | undefined;
}

/** How long output may still be on its way when the agent has ended: its children may hold it open. */
const drainMs = 1000;

/**
 * Runs an agent in this process's terminal, input and output untouched, under the same supervisor
 * and in the same directory as a detached one, so that `observe` and `stop` of the process engine
 * see it. Resolves when it has ended. Killing this process ends neither agent nor log.
 */
export async function runAttached(
  deps: AttachDeps,
  request: AttachRequest,
): Promise<Result<AttachedEnd, StartError>> {
  const all = withDefaults(deps);
  const prepared = await prepareSession(all, request);
  if (!prepared.ok) return prepared;
  const { paths } = prepared.value;
  const mode = await chooseMode(deps.terminal ?? ownTerminal());
  const signals = forwardSignals(all.processes);
  try {
    const shim = spawnShim(await attachedSpawn(mode, request, prepared.value));
    if (!shim.ok) return shim;
    const agent = await awaitAgent({ ...all, settleMs: 0 }, request, paths, shim.value);
    if (!agent.ok && agent.error.kind === 'not_started') {
      shim.value.child.unref();
      return err(agent.error);
    }
    if (agent.ok) {
      signals.to(agent.value);
      await request.onIdentity(agent.value);
    }
    await shimEnd(shim.value, paths);
    const exit = await readStateFile(paths.exit, parseExit);
    return ok({
      exitCode: exit.kind === 'read' ? exit.value.exitCode : undefined,
      identity: agent.ok ? agent.value : undefined,
      ...(mode.kind === 'unlogged' ? { logNote: mode.why } : { logPath: paths.log }),
    });
  } finally {
    signals.release();
  }
}

/** Resolves when the shim has ended, or `drainMs` after it recorded the agent's end. */
async function shimEnd({ child, whenEnded }: SpawnedShim, paths: SessionPaths): Promise<void> {
  const watcher = watch(paths.directory);
  const recorded = new Promise<void>((resolve) => {
    const look = async () => {
      if ((await readStateFile(paths.exit, parseExit)).kind === 'read') resolve();
    };
    watcher.on('change', (_event, name) => {
      if (name === basename(paths.exit)) void look();
    });
    void look();
  });
  await Promise.race([whenEnded, recorded]);
  watcher.close();
  await Promise.race([whenEnded, setTimeout(drainMs, undefined, { ref: false })]);
  child.unref();
}
