import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import type { ShimState } from './await-agent.ts';

export interface ShimSpawn {
  /** Program and arguments: `/bin/sh -c <shim> sh <directory> <command…>`, or what runs that. */
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdio: StdioOptions;
  /** A session and process group of its own, which no terminal's signals reach. */
  readonly isDetached: boolean;
}

export interface SpawnedShim extends ShimState {
  readonly child: ChildProcess;
  /** Resolves with why it could not be spawned, or with how it ended. */
  readonly whenEnded: Promise<ShimEnd>;
}

export interface ShimEnd {
  readonly exitCode: number | null;
  readonly why: string;
}

/** Spawns the shim. Failure to do so is told by `ended` and `whenEnded`, not thrown. */
export function spawnShim({ file, args, cwd, env, stdio, isDetached }: ShimSpawn): SpawnedShim {
  const child = spawn(file, args, { cwd, env, stdio, detached: isDetached });
  let end: ShimEnd | undefined;
  const whenEnded = new Promise<ShimEnd>((resolve) => {
    const finish = (exitCode: number | null, why: string) => {
      end ??= { exitCode, why };
      resolve(end);
    };
    child.on('error', (error) => finish(null, `${file} could not be run: ${error.message}`));
    child.on('exit', (code, signal) =>
      finish(code, `its supervisor ended with ${signal ?? `code ${code}`}`),
    );
  });
  return { child, whenEnded, ended: () => end?.why };
}
