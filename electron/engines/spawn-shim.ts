import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { sealStdio } from '#electron/platform/sealed-stdio.ts';
import { errorCode } from '#electron/platform/system-error.ts';
import type { StartError } from '#shared/domain/engine.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { ShimState } from './await-agent.ts';

export interface ShimSpawn {
  /** Program and arguments: `/bin/sh -c <shim> sh <directory> <command…>`, or what runs that. */
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Input, output, errors: the agent gets nothing else that is open here. */
  readonly stdio: StdioOptions;
  /** A session and process group of its own, which no terminal's signals reach. */
  readonly isDetached: boolean;
}

export interface SpawnedShim extends ShimState {
  readonly child: ChildProcess;
  /** Resolves when it has ended or could not be run. */
  readonly whenEnded: Promise<void>;
}

/** Spawns the shim. What fails only after the call is told by `ended` and `whenEnded`. */
export function spawnShim(spawned: ShimSpawn): Result<SpawnedShim, StartError> {
  const { file, args, cwd, env, isDetached } = spawned;
  const isElectron = process.versions['electron'] !== undefined;
  const sealed = sealStdio(spawned.stdio, { platform: process.platform, isElectron });
  let child: ChildProcess;
  try {
    child = spawn(file, args, { cwd, env, stdio: sealed.stdio, detached: isDetached });
  } catch (error) {
    const why = errorCode(error);
    const hint = why === 'E2BIG' ? '; shorten its arguments, or put them in a file' : '';
    const message = `The system would not start the agent in ${cwd} (${why})${hint}.`;
    return err({ kind: 'not_started', message });
  } finally {
    sealed.release();
  }
  let end: string | undefined;
  const whenEnded = new Promise<void>((resolve) => {
    const finish = (why: string) => {
      end ??= why;
      resolve();
    };
    child.on('error', (error) => finish(`${file} could not be run: ${error.message}`));
    child.on('exit', (code, signal) =>
      finish(`its supervisor ended with ${signal ?? `code ${code}`}`),
    );
  });
  return ok({ child, whenEnded, ended: () => end });
}
