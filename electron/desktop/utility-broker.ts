import { parse } from 'node:path';
import { utilityProcess } from 'electron';
import type { BrokerAnswer, BrokerChannel } from '#electron/platform/broker-messages.ts';

/**
 * Starts the git broker as a utility process: a hardened Electron binary does not act as Node, so it
 * cannot be forked. `scriptPath` is `git-broker.js` as built.
 */
export function launchUtilityBroker(scriptPath: string): BrokerChannel {
  const child = utilityProcess.fork(scriptPath, [], {
    serviceName: 'Rollcall git',
    stdio: ['ignore', 'ignore', 'inherit'],
    // Not in the folder where the console was started: that may be cleaned up while it runs.
    cwd: parse(scriptPath).root,
  });
  let isOver = false;
  return {
    // Before the process has started, Electron keeps what is posted; after its end it drops it.
    post: (message) => child.postMessage(message, []),
    onMessage: (listener) => {
      // Only our own broker writes to this channel.
      child.on('message', (answer: BrokerAnswer) => listener(answer));
    },
    onExit: (listener) => {
      child.on('exit', (code) => {
        if (isOver) return;
        isOver = true;
        listener(`it ended with code ${code}`);
      });
    },
    kill: () => {
      child.kill();
    },
  };
}
