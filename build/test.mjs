// `npm test`: sets everything up, then runs every check, the later ones even after a failure.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { steps } from './checks/steps.mjs';
import { afterSetUp } from './setup/set-up.mjs';

/** Names after `--only`, separated by commas or spaces; all of them when there are none. */
function chosenSteps() {
  const [option, ...names] = process.argv.slice(2);
  if (option === undefined) return steps;
  const wanted = names.flatMap((name) => name.split(',')).filter((name) => name !== '');
  const known = steps.map((step) => step.name);
  if (option === '--only' && wanted.length > 0 && wanted.every((name) => known.includes(name)))
    return steps.filter((step) => wanted.includes(step.name));
  console.error(`usage: npm test [-- --only ${known.join(',')}]`);
  process.exit(2);
}

/** @param {import('./checks/steps.mjs').Step} step @param {string} reports */
async function runStep(step, reports) {
  console.log(`\n── ${step.name} ${'─'.repeat(70 - step.name.length)}`);
  try {
    return await step.run(reports);
  } catch (error) {
    // A check that cannot even be run has failed; the others still say what they have to say.
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
}

const chosen = chosenSteps();
await afterSetUp(async () => {
  const reports = mkdtempSync(join(tmpdir(), 'rollcall-reports-'));
  const lines = [];
  const total = { passed: 0, failed: 0 };
  for (const step of chosen) {
    const startedAt = Date.now();
    const { passed, failed } = await runStep(step, reports);
    total.passed += passed;
    total.failed += failed;
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    const mark = failed === 0 ? 'ok  ' : 'FAIL';
    lines.push(`${mark} ${step.name.padEnd(8)} ${passed} passed, ${failed} failed (${seconds} s)`);
  }
  rmSync(reports, { recursive: true, force: true });
  console.log(`\n${lines.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`);
  if (total.failed > 0) process.exitCode = 1;
});
