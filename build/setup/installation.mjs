import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { at } from './places.mjs';
import { checkNpm, npmCommand, SetupProblem } from './requirements.mjs';
import { describeEnd, runCommand } from './run-command.mjs';

const lockFile = at('package-lock.json');
const stamp = at('node_modules', '.rollcall-stamp');
/** npm writes this as the last act of an installation. */
const npmRecord = at('node_modules', '.package-lock.json');

const digest = () => createHash('sha256').update(readFileSync(lockFile)).digest('hex');

/** Whether what is installed is what the lock file names. */
export function isInstalled() {
  if (!existsSync(npmRecord) || !existsSync(node24)) return false;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest()) return true;
  // Installed by hand, after the lock file was last written.
  return statSync(npmRecord).mtimeMs >= statSync(lockFile).mtimeMs;
}

/** Node 24, which npm installed beside everything else. */
export const node24 =
  process.platform === 'win32'
    ? at('node_modules', 'node', 'bin', 'node.exe')
    : at('node_modules', 'node', 'bin', 'node');

/** @param {string[]} args @param {import('node:child_process').StdioOptions} stdio */
const npm = (args, stdio) => {
  const { command, args: first } = npmCommand();
  return runCommand(command, [...first, ...args], { stdio });
};

/** Tries what everything after the set-up relies on: Node 24 and the journal's SQLite in it. */
async function tryNode24() {
  const program = "new (require('better-sqlite3'))(':memory:').close()";
  return runCommand(node24, ['-e', program], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/**
 * Installs what the lock file names. All of npm's words go to standard error.
 */
export async function install() {
  checkNpm();
  console.error('Rollcall is installing its packages; this takes a minute the first time …');
  /** @type {import('node:child_process').StdioOptions} */
  const stdio = ['ignore', process.stderr, 'inherit'];
  // Not `npm ci`: that refuses a lock file which lacks an optional package for another platform.
  // This installs the same locked versions and writes nothing but node_modules.
  const quiet = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  // No install scripts: npm would compile SQLite, which comes ready, wherever it finds sources beside it.
  const installed = await npm(['install', '--ignore-scripts', ...quiet], stdio);
  if (installed.code !== 0)
    throw new SetupProblem(
      `The packages could not be installed (npm install: ${describeEnd(installed)}). npm says why above; check the network and try again.`,
    );
  // The one script that is needed places Node 24.
  if (!existsSync(node24)) await npm(['rebuild', 'node', '--ignore-scripts=false'], stdio);
  const tried = await tryNode24();
  if (tried.code !== 0)
    throw new SetupProblem(
      `Node 24 or its SQLite cannot run on this machine (${describeEnd(tried)}). Rollcall needs a 64-bit Linux with glibc 2.28 or newer, macOS 13 or newer, or Windows 10 or newer.`,
    );
  writeFileSync(stamp, digest());
}
