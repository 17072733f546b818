import { fork } from 'node:child_process';
import { parse } from 'node:path';
import type { BrokerAnswer, BrokerChannel } from './broker-messages.ts';

/**
 * Starts the broker (`scriptPath`: `git-broker.js` as built, or its source) as a child of plain Node.
 * Not for the Electron binary, which need not act as Node.
 */
export function launchNodeBroker(scriptPath: string): BrokerChannel {
  const child = fork(scriptPath, [], {
    execArgv: [],
    // Not in the folder where the console was started: that may be cleaned up while it runs.
    cwd: parse(scriptPath).root,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // A process group of its own: Ctrl+C in the terminal must not end a git command half way.
    detached: true,
  });
  let isOver = false;
  const onceOver = (listener: (why: string) => void) => (why: string) => {
    if (isOver) return;
    isOver = true;
    listener(why);
  };
  return {
    post: (message) => {
      // The callback takes the error of a channel that has just closed; the exit tells the rest.
      child.send(message, () => undefined);
    },
    onMessage: (listener) => {
      // Only our own broker writes to this channel.
      child.on('message', (answer) => listener(answer as BrokerAnswer));
    },
    onExit: (listener) => {
      const over = onceOver(listener);
      child.on('error', (error) => over(error.message));
      child.on('exit', (code, signal) => over(`it ended with ${signal ?? `code ${code}`}`));
    },
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}
