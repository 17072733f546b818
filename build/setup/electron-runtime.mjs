import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { node24 } from './installation.mjs';
import { at } from './places.mjs';
import { runCommand } from './run-command.mjs';

/** @typedef {{ path: string } | { reason: string }} Runtime */

const failureNote = at('node_modules', '.rollcall-electron');
const fetchWithinMs = 90_000;
const tryAgainAfterMs = 24 * 3_600_000;

/** The runtime that the electron package has already fetched, if it has. */
function fetched() {
  const name = at('node_modules', 'electron', 'path.txt');
  if (!existsSync(name)) return undefined;
  const path = at('node_modules', 'electron', 'dist', readFileSync(name, 'utf8').trim());
  return existsSync(path) ? path : undefined;
}

function failedLately() {
  if (!existsSync(failureNote)) return false;
  const at = Number(readFileSync(failureNote, 'utf8'));
  const age = Date.now() - at;
  return age >= 0 && age < tryAgainAfterMs;
}

/** Whether there is a screen to open a window on. */
function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return ['DISPLAY', 'WAYLAND_DISPLAY'].some((name) => (process.env[name] ?? '') !== '');
}

/**
 * Finds what a window needs, or says in one sentence why there can be none. An Electron that is not
 * there yet is fetched once with its own installer; after a failure not again for a day.
 * @returns {Promise<Runtime>}
 */
export async function findElectron() {
  if (!hasDisplay()) return { reason: 'There is no display to open a window on.' };
  const given = process.env['ROLLCALL_ELECTRON'];
  if (given !== undefined && given !== '') {
    if (existsSync(given)) return { path: given };
    return { reason: `ROLLCALL_ELECTRON names ${given}, which is not there.` };
  }
  const present = fetched();
  if (present !== undefined) return { path: present };
  const reason = 'The Electron runtime could not be downloaded.';
  if (failedLately()) return { reason };
  console.error('Rollcall is fetching the Electron runtime …');
  const installer = at('node_modules', 'electron', 'install.js');
  await runCommand(node24, [installer], { stdio: 'ignore', timeoutMs: fetchWithinMs });
  const path = fetched();
  if (path !== undefined) return { path };
  writeFileSync(failureNote, String(Date.now()));
  return { reason };
}
