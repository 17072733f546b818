// Runs under plain Node before anything is installed: only Node's own modules may be imported in setup/.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** @param {string[]} parts */
export const at = (...parts) => join(root, ...parts);

/** The terminal entry as built. */
export const terminalEntry = at('out', 'main', 'cli.js');

/**
 * Where the operator stood, to which their relative paths belong: npm runs its scripts in the
 * checkout and keeps that place in INIT_CWD.
 */
export function operatorDir() {
  const here = process.cwd();
  return here === root ? (process.env['INIT_CWD'] ?? here) : here;
}
