// The worker thread in which the console lives. It speaks oRPC over message ports, and nothing else.
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { RPCHandler } from '@orpc/server/message-port';
import { systemClock } from '#electron/platform/clock.ts';
import { createBrokeredGit } from '#electron/platform/git-broker-client.ts';
import { brokerThroughShell } from './broker-relay.ts';
import { openConsole, type Console } from './open-console.ts';
import type { FromWorker, ToWorker, WorkerInput } from './worker-messages.ts';

const input: WorkerInput = workerData;
const parent = parentPort;
if (parent === null) throw new Error('The console worker was started outside a worker thread.');
const tell = (message: FromWorker, transfer: MessagePort[] = []): void =>
  parent.postMessage(message, transfer);

const git = createBrokeredGit({
  launch: () => brokerThroughShell((port) => tell({ kind: 'launch_broker', port }, [port])),
});

function tellCounts({ live, nextCounts }: Console): void {
  live.onChange((view) => {
    const lanes = nextCounts(view);
    if (lanes !== undefined) tell({ kind: 'count', needsYou: view.conditions.length, lanes });
  });
}

/** Only a desktop has a place for them. */
function tellNews({ live, nextNews }: Console): void {
  if (input.shell !== 'desktop') return;
  live.onChange((view) => {
    const news = nextNews(view);
    if (news.length > 0) tell({ kind: 'news', news });
  });
}

async function close(opened: Console): Promise<void> {
  try {
    await opened.close();
  } finally {
    git.close();
    parent?.close();
  }
}

const opened = await openConsole({ ...input, runGit: git.runGit, clock: systemClock });
if (opened.ok) {
  const handler = new RPCHandler(opened.value.router);
  parent.on('message', (message: ToWorker) => {
    if (message.kind === 'close') void close(opened.value);
    else if (message.kind === 'tell_idle')
      void opened.value.whenIdle().then(() => tell({ kind: 'idle' }));
    else {
      handler.upgrade(message.port);
      message.port.start();
    }
  });
  tellCounts(opened.value);
  tellNews(opened.value);
  opened.value.start();
  tell({ kind: 'ready', movedAside: opened.value.movedAside });
} else {
  git.close();
  tell({ kind: 'refused', error: opened.error });
}
