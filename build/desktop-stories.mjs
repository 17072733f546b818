// The stories in a real Electron window, for a machine that has one; see .ci/run. Writes nothing into
// the checkout, so that a user who may only read it can run them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStories } from './checks/steps.mjs';

const reports = mkdtempSync(join(tmpdir(), 'rollcall-reports-'));
const { passed, failed } = await runStories('desktop', reports);
rmSync(reports, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;
