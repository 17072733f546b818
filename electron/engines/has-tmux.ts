import { spawnSync } from 'node:child_process';

/** For tests: whether there is a tmux to test with. Says so on the console when there is none. */
export function hasTmux(): boolean {
  const found = spawnSync('tmux', ['-V']).status === 0;
  if (!found) console.warn('tmux is not installed: what needs it is not tested on this machine.');
  return found;
}
