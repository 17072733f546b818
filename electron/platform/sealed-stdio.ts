import { closeSync, openSync, readdirSync } from 'node:fs';
import { devNull } from 'node:os';
import type { StdioOptions } from 'node:child_process';

/** Descriptors that another thread may open between the look and the start. */
const margin = 32;

/** Where the system lists this process's open descriptors. */
const openDescriptors = { linux: '/proc/self/fd', darwin: '/dev/fd' } as const;

export interface SealedStdio {
  readonly stdio: StdioOptions;
  /** Once the process has been started. */
  release(): void;
}

/**
 * Keeps a child from inheriting what this process has open beyond `stdio`'s own three. Node's
 * descriptors close by themselves, but Chromium's do not: an agent started from the desktop app
 * would hold its sockets, its shared memory and its locked files for as long as it lives. Each is
 * covered with the null device; outside of Electron there is nothing to cover.
 */
export function sealStdio(
  stdio: StdioOptions,
  runtime: { readonly platform: NodeJS.Platform; readonly isElectron: boolean },
): SealedStdio {
  const { platform, isElectron } = runtime;
  if (!isElectron || (platform !== 'linux' && platform !== 'darwin'))
    return { stdio, release: () => undefined };
  const own = typeof stdio === 'string' ? [stdio, stdio, stdio] : stdio;
  const highest = Math.max(...readdirSync(openDescriptors[platform]).map(Number));
  const cover = openSync(devNull, 'r+');
  const covered = Array.from({ length: highest + margin - own.length }, () => cover);
  return { stdio: [...own, ...covered], release: () => closeSync(cover) };
}
