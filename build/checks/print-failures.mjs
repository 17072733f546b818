import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const longest = 12_000;

/**
 * Prints what Playwright kept of each story that failed (the error and what stood on the page): the
 * files themselves are gone when the run was somewhere else.
 * @param {string} results
 */
export function printFailures(results) {
  if (!existsSync(results)) return;
  for (const name of readdirSync(results, { recursive: true, encoding: 'utf8' }).toSorted()) {
    if (basename(name) !== 'error-context.md') continue;
    console.log(`\n── ${name} ──\n${readFileSync(join(results, name), 'utf8').slice(0, longest)}`);
  }
}
