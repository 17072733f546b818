import { existsSync } from 'node:fs';
import { node24 } from '../setup/installation.mjs';
import { at } from '../setup/places.mjs';
import { SetupProblem } from '../setup/requirements.mjs';
import { runCommand } from '../setup/run-command.mjs';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const installWithinMs = 5 * 60_000;

const inUsualPlace = () => usualPlaces.find((path) => existsSync(path));

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

async function downloadPlaywrights() {
  console.error('No Chromium was found; Playwright fetches its own …');
  const installer = at('node_modules', '@playwright', 'test', 'cli.js');
  await runCommand(node24, [installer, 'install', 'chromium'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeoutMs: installWithinMs,
  });
  return playwrightsOwn();
}

/** Debian's own package, when we may install it. */
async function installDebians() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  console.error('… and as that failed, Debian’s chromium is installed.');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = { stdio: /** @type {const} */ ('ignore'), env, timeoutMs: installWithinMs };
  await runCommand('apt-get', ['update', '-qq'], quiet);
  const packages = ['install', '-y', '-qq', '--no-install-recommends', 'chromium'];
  await runCommand('apt-get', packages, quiet);
  return inUsualPlace();
}

/**
 * Path of a Chromium for the end-to-end stories; fetches one when there is none. Throws a
 * SetupProblem when none can be had.
 * @returns {Promise<string>}
 */
export async function chromiumForStories() {
  const given = process.env['ROLLCALL_CHROMIUM'];
  if (given !== undefined && given !== '') {
    if (existsSync(given)) return given;
    throw new SetupProblem(`ROLLCALL_CHROMIUM names ${given}, which is not there.`);
  }
  const found =
    inUsualPlace() ??
    (await playwrightsOwn()) ??
    (await downloadPlaywrights()) ??
    (await installDebians());
  if (found !== undefined) return found;
  throw new SetupProblem(
    'The stories need a Chromium, and none could be fetched. Install chromium or Google Chrome, or name one in ROLLCALL_CHROMIUM.',
  );
}
