import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { errorCode } from '#electron/platform/system-error.ts';
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
  /**
   * Called once the agent was seen alive; not at all when it ended before that. What it throws is thrown
   * after the end.
   */
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
const lookEveryMs = 500;

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
    let failure: { readonly error: unknown } | undefined;
    if (agent.ok) {
      signals.to(agent.value);
      try {
        await request.onIdentity(agent.value);
      } catch (error) {
        // A full disk, say. The agent has the terminal by now, and nobody else may until it has ended.
        failure = { error };
      }
    }
    await shimEnd(shim.value, paths);
    if (failure !== undefined) throw failure.error;
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
  let stopFollowing = (): void => undefined;
  const recorded = new Promise<void>((resolve) => {
    const look = async () => {
      if ((await readStateFile(paths.exit, parseExit)).kind === 'read') resolve();
    };
    stopFollowing = follow(paths.exit, () => void look());
    void look();
  });
  await Promise.race([whenEnded, recorded]);
  stopFollowing();
  await Promise.race([whenEnded, setTimeout(drainMs, undefined, { ref: false })]);
  child.unref();
}

/** Calls when a file may have come; gives how to end that. Without a watch left, it calls now and then. */
function follow(path: string, onChange: () => void): () => void {
  try {
    const watcher = watch(dirname(path), (_event, name) => {
      if (name === basename(path)) onChange();
    });
    // Its supervisor's end tells as well.
    watcher.on('error', () => watcher.close());
    return () => watcher.close();
  } catch (error) {
    // The system has so many for each user: an editor may hold them all, and the agent runs already.
    if (!['ENOSPC', 'EMFILE', 'ENFILE'].includes(errorCode(error))) throw error;
    const timer = setInterval(onChange, lookEveryMs);
    return () => clearInterval(timer);
  }
}
