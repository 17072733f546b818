import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { findElectron } from './electron-runtime.mjs';
import { node24 } from './installation.mjs';
import { operatorDir, root, terminalEntry } from './places.mjs';
import { describeEnd, endLike, runCommand } from './run-command.mjs';

/** A window that is gone sooner, and not in peace, never opened. */
const openedAfterMs = 10_000;
/** Ends that say what they mean: done, home unreadable, home owned by another console. */
const meantCodes = [0, 3, 4];

/** @param {string} reason @param {readonly string[]} given */
async function startBrowser(reason, given) {
  const sentence = `${reason} Rollcall opens in the browser instead.`;
  console.error(sentence);
  const args = [terminalEntry, 'open', '--reason', sentence, ...given];
  endLike(await runCommand(node24, args, { cwd: operatorDir() }));
}

/** @param {string} electron @param {readonly string[]} given */
async function startWindow(electron, given) {
  const args = [root, ...given];
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    // Chromium refuses to run as root with its sandbox.
    console.error('Started as root: the window runs without Chromium’s own sandbox.');
    args.unshift('--no-sandbox');
  }
  const startedAt = Date.now();
  const ended = await runCommand(electron, args, { cwd: operatorDir() });
  const isMeant = ended.code !== null && meantCodes.includes(ended.code);
  if (!isMeant && ended.signal !== 'SIGTERM' && Date.now() - startedAt < openedAfterMs)
    await startBrowser(`The Electron window did not open (${describeEnd(ended)}).`, given);
  else endLike(ended);
}

/** Written as a path: `.`, `./repo`, `/repos/repo`. @param {string} argument */
const isPath = (argument) => argument === '.' || argument === '..' || /[/\\]/.test(argument);

/**
 * Whether the arguments of `rollcall` ask for the console itself and not for a command.
 * @param {readonly string[]} args
 */
export function asksForConsole(args) {
  const rest = args.filter((arg, index) => arg !== '--home' && args[index - 1] !== '--home');
  const others = rest.filter((arg) => !arg.startsWith('--home='));
  return others.length <= 1 && others.every((arg) => !arg.startsWith('-') && isPath(arg));
}

/**
 * Opens the console in a window or, saying why, in a browser.
 * @param {readonly string[]} args the operator's: a folder, `--home`
 */
export async function openConsole(args) {
  // Spelled out, so that a folder with a bare name is not taken for a command.
  const here = operatorDir();
  const given = args.map((arg) => (existsSync(resolve(here, arg)) ? resolve(here, arg) : arg));
  const runtime = await findElectron();
  await ('path' in runtime
    ? startWindow(runtime.path, given)
    : startBrowser(runtime.reason, given));
}
