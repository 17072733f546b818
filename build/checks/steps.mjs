import { join } from 'node:path';
import { node24 } from '../setup/installation.mjs';
import { at } from '../setup/places.mjs';
import { runCommand } from '../setup/run-command.mjs';
import { chromiumForStories } from './chromium.mjs';
import { countPlaywright, countVitest } from './count-results.mjs';
import { printFailures } from './print-failures.mjs';

/**
 * @typedef {import('./count-results.mjs').Counts} Counts
 * @typedef {{ name: string, run: (reports: string) => Promise<Counts> }} Step
 */

/** Puts Node 24 and the installed tools first on the path, for everything a check starts. */
const env = {
  ...process.env,
  PATH: [at('node_modules', '.bin'), process.env['PATH']].join(
    process.platform === 'win32' ? ';' : ':',
  ),
};

/** @param {string[]} args @param {NodeJS.ProcessEnv} [more] */
async function endsWell(args, more = {}) {
  const stdio = /** @type {const} */ (['ignore', 'inherit', 'inherit']);
  const ended = await runCommand(node24, args, { stdio: [...stdio], env: { ...env, ...more } });
  return ended.code === 0;
}

const tool = (/** @type {string[]} */ ...parts) => at('node_modules', ...parts);

/**
 * A tool that either agrees or not: one check.
 * @param {string} name @param {string[]} args @returns {Step}
 */
const agreement = (name, args) => ({
  name,
  run: async () => ((await endsWell(args)) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }),
});

/** @param {string} reports */
async function runVitest(reports) {
  const file = join(reports, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const well = await endsWell([tool('vitest', 'vitest.mjs'), 'run', ...reporters]);
  return countVitest(file, well);
}

/**
 * The stories in one shell: `browser` or `desktop`.
 * @param {string} project @param {string} reports @param {NodeJS.ProcessEnv} [more]
 */
export async function runStories(project, reports, more = {}) {
  const file = join(reports, 'playwright.json');
  const results = join(reports, 'results');
  const options = [`--project=${project}`, '--reporter=list,json', '--output', results];
  const args = ['test', ...options];
  const well = await endsWell([tool('@playwright', 'test', 'cli.js'), ...args], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    ...more,
  });
  if (!well) printFailures(results);
  return countPlaywright(file, well);
}

/** @param {string} reports */
const runInChromium = async (reports) =>
  runStories('browser', reports, { ROLLCALL_CHROMIUM: await chromiumForStories() });

/** Every check, cheapest first. @type {readonly Step[]} */
export const steps = [
  agreement('format', [tool('oxfmt', 'bin', 'oxfmt'), '--check', '.']),
  agreement('lint', [tool('oxlint', 'bin', 'oxlint'), '--deny-warnings']),
  agreement('types', [tool('typescript', 'bin', 'tsc'), '-b']),
  agreement('unused', [tool('knip', 'bin', 'knip.js')]),
  { name: 'unit', run: runVitest },
  { name: 'e2e', run: runInChromium },
];
