import { readFile, readdir } from 'node:fs/promises';

/** Whether a process was started for a home below `root`: it carries that home in its environment. */
async function belongsTo(root: string, pid: string): Promise<boolean> {
  try {
    const environment = await readFile(`/proc/${pid}/environ`, 'latin1');
    const marks = environment.split('\0').filter((one) => one.startsWith('ROLLCALL_HOME='));
    return marks.some((one) => one.startsWith(`ROLLCALL_HOME=${root}/`));
  } catch {
    // It has ended meanwhile, or is not ours to look at: then it is none of this world's.
    return false;
  }
}

/**
 * Kills what still runs for any home below `root`, agents and their children included, whoever started
 * them. Proven by each process's own environment, so only where `/proc` tells it (Linux); elsewhere
 * nothing can be proven and nothing is ended.
 */
export async function endByHome(root: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const entries = await readdir('/proc');
  const pids = entries.filter((entry) => /^\d+$/u.test(entry) && Number(entry) !== process.pid);
  for (const pid of pids) {
    if (!(await belongsTo(root, pid))) continue;
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch (error) {
      // It had ended before.
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
}
