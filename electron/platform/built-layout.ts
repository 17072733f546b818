import { basename, dirname, join } from 'node:path';

/** Where the built pieces lie, whether run from a checkout or out of an installed archive. */
export interface BuiltLayout {
  /** Holds `console-worker.js` and `git-broker.js`. */
  readonly scriptDir: string;
  readonly brokerScript: string;
  readonly preloadScript: string;
  readonly rendererDir: string;
}

/**
 * `moduleDir` is the folder of any built main-side module; the bundler puts shared ones into a
 * `chunks` folder below the scripts.
 */
export function builtLayout(moduleDir: string): BuiltLayout {
  const scriptDir = basename(moduleDir) === 'chunks' ? dirname(moduleDir) : moduleDir;
  const out = dirname(scriptDir);
  return {
    scriptDir,
    brokerScript: join(scriptDir, 'git-broker.js'),
    preloadScript: join(out, 'preload', 'preload.cjs'),
    rendererDir: join(out, 'renderer'),
  };
}
