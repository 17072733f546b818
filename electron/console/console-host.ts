import { join } from 'node:path';
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import { err, ok, type Result } from '#shared/result.ts';
import type { BrokerChannel } from '#electron/platform/broker-messages.ts';
import { relayBroker } from './broker-relay.ts';
import type { OpenError } from './open-console.ts';
import type { News } from '#shared/domain/news.ts';
import type {
  FromWorker,
  LaneCounts,
  MovedAside,
  ToWorker,
  WorkerInput,
} from './worker-messages.ts';

export interface HostOptions extends WorkerInput {
  /** Starts the small process that runs git; only the shell knows how. */
  readonly launchBroker: () => BrokerChannel;
  /** Where `console-worker.js` was built to. */
  readonly scriptDir: string;
}

export type CountListener = (needsYou: number, lanes: LaneCounts) => void;

/** The console in its own thread, as the shells see it. */
export interface ConsoleHost {
  /** A new end that carries oRPC frames to the console. */
  connect(): MessagePort;
  /** Tells how many conditions need a person, now and on each change; gives the way to stop. */
  onCounts(listener: CountListener): () => void;
  /** Tells what is new outside the window; gives the way to stop. */
  onNews(listener: (news: readonly News[]) => void): () => void;
  readonly movedAside: MovedAside;
  /** Resolves when the journal is closed and the home is released. */
  close(): Promise<void>;
}

/** Starts the console of a home directory in a worker thread. Throws only when the thread dies. */
export function startConsoleHost(options: HostOptions): Promise<Result<ConsoleHost, OpenError>> {
  const { home, shell, fallbackReason } = options;
  const input: WorkerInput = { home, shell, fallbackReason };
  const worker = new Worker(join(options.scriptDir, 'console-worker.js'), { workerData: input });
  const listeners = new Set<CountListener>();
  const newsListeners = new Set<(news: readonly News[]) => void>();
  let counts: Parameters<CountListener> | undefined;
  let closing: Promise<void> | undefined;
  const send = (message: ToWorker, transfer: MessagePort[] = []): void =>
    worker.postMessage(message, transfer);

  const host = (movedAside: MovedAside): ConsoleHost => ({
    movedAside,
    onNews(listener) {
      newsListeners.add(listener);
      return () => newsListeners.delete(listener);
    },
    connect() {
      const { port1, port2 } = new MessageChannel();
      send({ kind: 'connect', port: port2 }, [port2]);
      return port1;
    },
    onCounts(listener) {
      listeners.add(listener);
      if (counts !== undefined) listener(...counts);
      return () => listeners.delete(listener);
    },
    close() {
      closing ??= new Promise<void>((resolve) => {
        worker.once('exit', () => resolve());
        send({ kind: 'close' });
      });
      return closing;
    },
  });

  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'launch_broker') relayBroker(options.launchBroker(), message.port);
      if (message.kind === 'ready') resolve(ok(host(message.movedAside)));
      if (message.kind === 'news') for (const listener of newsListeners) listener(message.news);
      if (message.kind === 'refused') {
        void worker.terminate();
        resolve(err(message.error));
      }
      if (message.kind === 'count') {
        counts = [message.needsYou, message.lanes];
        for (const listener of listeners) listener(...counts);
      }
    });
  });
}
