// `npm start`: sets everything up and opens the console, in a window or else in a browser.
import { findElectron } from './setup/electron-runtime.mjs';
import { node24 } from './setup/installation.mjs';
import { operatorDir, root, terminalEntry } from './setup/places.mjs';
import { describeEnd, endLike, runCommand } from './setup/run-command.mjs';
import { afterSetUp } from './setup/set-up.mjs';

const given = process.argv.slice(2);
/** A window that is gone sooner, and not in peace, never opened. */
const openedAfterMs = 10_000;
/** Ends that say what they mean: done, home unreadable, home owned by another console. */
const meantCodes = [0, 3, 4];

/** @param {string} reason */
async function startBrowser(reason) {
  const sentence = `${reason} Rollcall opens in the browser instead.`;
  console.error(sentence);
  const env = { ...process.env, ROLLCALL_FALLBACK_REASON: reason };
  endLike(
    await runCommand(node24, [terminalEntry, '--browser', ...given], { env, cwd: operatorDir() }),
  );
}

/** @param {string} electron */
async function startWindow(electron) {
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
    await startBrowser(`The Electron window did not open (${describeEnd(ended)}).`);
  else endLike(ended);
}

await afterSetUp(async () => {
  const runtime = await findElectron();
  await ('path' in runtime ? startWindow(runtime.path) : startBrowser(runtime.reason));
});
