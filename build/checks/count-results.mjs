import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number }} Counts */

/**
 * @param {string} file
 * @returns {unknown}
 */
const readJson = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});

/** @param {unknown} value @param {string} name @returns {number} */
function numberIn(value, name) {
  if (typeof value !== 'object' || value === null) return 0;
  const found = Object.entries(value).find(([key]) => key === name)?.[1];
  return typeof found === 'number' ? found : 0;
}

/**
 * A run that ended badly without naming a failed test (a crash, a file that does not load) is one
 * failure; a run without a single test proves nothing and is one too.
 * @param {Counts} counts
 * @param {boolean} endedWell
 * @returns {Counts}
 */
function withRunItself({ passed, failed }, endedWell) {
  const isHollow = passed + failed === 0;
  return { passed, failed: failed === 0 && (!endedWell || isHollow) ? 1 : failed };
}

/** @param {string} file report of vitest's json reporter @param {boolean} endedWell */
export function countVitest(file, endedWell) {
  const report = readJson(file);
  const passed = numberIn(report, 'numPassedTests');
  return withRunItself({ passed, failed: numberIn(report, 'numFailedTests') }, endedWell);
}

/** @param {string} file report of Playwright's json reporter @param {boolean} endedWell */
export function countPlaywright(file, endedWell) {
  const report = readJson(file);
  const stats =
    typeof report === 'object' && report !== null && 'stats' in report ? report.stats : {};
  // A story that passed only at the second try is not one that passes.
  const failed = numberIn(stats, 'unexpected') + numberIn(stats, 'flaky');
  return withRunItself({ passed: numberIn(stats, 'expected'), failed }, endedWell);
}
