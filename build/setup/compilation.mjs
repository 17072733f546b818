import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { node24 } from './installation.mjs';
import { at, terminalEntry } from './places.mjs';
import { SetupProblem } from './requirements.mjs';
import { describeEnd, runCommand } from './run-command.mjs';

const stamp = at('out', 'built.stamp');
const sources = ['electron', 'renderer', 'shared', join('build', 'public')].map((name) => at(name));
const singleFiles = ['electron.vite.config.ts', 'package.json', 'tsconfig.base.json'].map((name) =>
  at(name),
);

/**
 * When anything in a folder last changed, in milliseconds; a removed file changes its folder.
 * @param {string} folder
 * @returns {number}
 */
function newestIn(folder) {
  if (!existsSync(folder)) return 0;
  let newest = statSync(folder).mtimeMs;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    newest = Math.max(newest, entry.isDirectory() ? newestIn(path) : statSync(path).mtimeMs);
  }
  return newest;
}

const newestSource = () =>
  Math.max(...sources.map(newestIn), ...singleFiles.map((file) => statSync(file).mtimeMs));

/** Whether the built application is that of the sources as they are. */
export function isBuilt() {
  if (!existsSync(stamp) || !existsSync(terminalEntry)) return false;
  return readFileSync(stamp, 'utf8') === String(newestSource());
}

/** Builds the application into `out/`. The builder's words go to standard error. */
export async function build() {
  console.error('Rollcall is being built …');
  // Read before: what is edited during the build is built the next time.
  const newest = newestSource();
  const bundler = at('node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const built = await runCommand(node24, [bundler, 'build', '--logLevel', 'warn'], {
    stdio: ['ignore', process.stderr, 'inherit'],
  });
  if (built.code !== 0)
    throw new SetupProblem(`Rollcall could not be built (${describeEnd(built)}); see above.`);
  writeFileSync(stamp, String(newest));
}
