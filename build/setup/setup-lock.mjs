import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { at } from './places.mjs';
import { SetupProblem } from './requirements.mjs';

const file = at('out', 'setup.lock');
const waitAtMostMs = 10 * 60_000;

/** Whether the process that wrote the lock is gone. */
function isAbandoned() {
  let pid = 0;
  try {
    pid = Number(readFileSync(file, 'utf8'));
    process.kill(pid, 0);
    return false;
  } catch (error) {
    // No such process: it was killed in the middle. Anything else means that somebody is there.
    return error instanceof Error && 'code' in error && error.code === 'ESRCH' && pid > 0;
  }
}

function take() {
  mkdirSync(at('out'), { recursive: true });
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Does a step of the set-up alone: two commands started at once would otherwise write the same
 * folders.
 * @param {() => Promise<void>} step
 */
export async function alone(step) {
  const giveUpAt = Date.now() + waitAtMostMs;
  while (!take()) {
    if (isAbandoned()) rmSync(file, { force: true });
    else if (Date.now() > giveUpAt)
      throw new SetupProblem(`Another set-up has been running for too long; see ${file}.`);
    else await pause(200);
  }
  try {
    await step();
  } finally {
    rmSync(file, { force: true });
  }
}
