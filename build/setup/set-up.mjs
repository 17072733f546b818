import { build, isBuilt } from './compilation.mjs';
import { install, isInstalled } from './installation.mjs';
import { checkRequirements, SetupProblem } from './requirements.mjs';
import { alone } from './setup-lock.mjs';

/** Installs and builds what is not up to date; takes milliseconds when all of it is. */
async function setUp() {
  if (isInstalled() && isBuilt()) return;
  checkRequirements();
  await alone(async () => {
    if (!isInstalled()) await install();
    if (!isBuilt()) await build();
  });
}

/**
 * Sets everything up, then does the work. A problem that the operator can mend ends the process with
 * code 3 and one sentence.
 * @param {() => Promise<void>} work
 */
export async function afterSetUp(work) {
  try {
    await setUp();
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error;
    console.error(error.message);
    process.exitCode = 3;
    return;
  }
  await work();
}
