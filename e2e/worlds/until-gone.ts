import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

/** Resolves when no process has this pid any more; a zombie has ended too. */
export async function untilGone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
      if (/\) Z /u.test(await readFile(`/proc/${pid}/stat`, 'latin1'))) return;
    } catch {
      // Nobody has that pid, or the system does not show it: both mean that it is over.
      return;
    }
    await setTimeout(10);
  }
}
