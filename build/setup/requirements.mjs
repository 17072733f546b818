import { spawnSync } from 'node:child_process';

/** What the operator has to change before anything can work; shown without a stack. */
export class SetupProblem extends Error {}

/**
 * Whether a version such as `v20.19.2` is at least `wanted`; false for what is no version.
 * @param {string} version
 * @param {readonly [number, number]} wanted
 */
export function isAtLeast(version, [major, minor]) {
  const found = /(\d+)\.(\d+)/.exec(version);
  if (found === null) return false;
  const [foundMajor, foundMinor] = [Number(found[1]), Number(found[2])];
  return foundMajor > major || (foundMajor === major && foundMinor >= minor);
}

/** How npm is run: by the path that npm itself gave us, else by its name. */
export function npmCommand() {
  const path = process.env['npm_execpath'];
  if (path !== undefined && /npm-cli\.[cm]?js$/.test(path))
    return { command: process.execPath, args: [path] };
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] };
}

/** Throws a SetupProblem that says what is missing, what was found and where to get it. */
export function checkRequirements() {
  if (!isAtLeast(process.version, [20, 19]))
    throw new SetupProblem(
      `Rollcall needs Node 20.19 or newer to set itself up; this is ${process.version}. Install a newer one from nodejs.org.`,
    );
  const git = spawnSync('git', ['--version'], { encoding: 'utf8' });
  if (git.error !== undefined || !isAtLeast(git.stdout, [2, 39]))
    throw new SetupProblem(
      `Rollcall needs git 2.39 or newer; ${git.error === undefined ? `this is ${git.stdout.trim()}` : 'none was found'}. Install it from git-scm.com or your system's packages.`,
    );
}

/** Throws a SetupProblem when npm cannot be run; asked only before an installation. */
export function checkNpm() {
  const { command, args } = npmCommand();
  const npm = spawnSync(command, [...args, '--version'], {
    encoding: 'utf8',
    shell: command.endsWith('.cmd'),
  });
  if (npm.error !== undefined || !isAtLeast(npm.stdout, [10, 0]))
    throw new SetupProblem(
      `Rollcall needs npm 10 or newer; ${npm.error === undefined ? `this is ${npm.stdout.trim()}` : 'none was found'}. It comes with Node.`,
    );
}
