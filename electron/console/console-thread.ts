import { join } from 'node:path';
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import type { News } from '#shared/domain/news.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { BrokerChannel } from '#electron/platform/broker-messages.ts';
import { relayBroker } from './broker-relay.ts';
import type { OpenError } from './open-console.ts';
import type {
  FromWorker,
  LaneCounts,
  MovedAside,
  ToWorker,
  WorkerInput,
} from './worker-messages.ts';

export interface ThreadOptions {
  readonly input: WorkerInput;
  /** Starts the small process that runs git; only the shell knows how. */
  readonly launchBroker: () => BrokerChannel;
  /** Where `console-worker.js` was built to. */
  readonly scriptDir: string;
  readonly onCounts: (needsYou: number, lanes: LaneCounts) => void;
  readonly onNews: (news: readonly News[]) => void;
  /** The thread ended after it was ready and although nobody had closed it; `why` is for people. */
  readonly onDeath: (why: string) => void;
}

/** One thread in which the console runs, or ran. */
export interface ConsoleThread {
  readonly movedAside: MovedAside;
  connect(): MessagePort;
  /** Resolves when no operation is running, or when the thread has ended. */
  whenIdle(): Promise<void>;
  /** Resolves when the journal is closed, the home is released and the thread has ended. */
  close(): Promise<void>;
}

/** Starts one thread. Throws when it ends before it could say whether it has the home. */
export function startConsoleThread(
  options: ThreadOptions,
): Promise<Result<ConsoleThread, OpenError>> {
  const script = join(options.scriptDir, 'console-worker.js');
  const worker = new Worker(script, { workerData: options.input });
  const send = (message: ToWorker, transfer: MessagePort[] = []): void =>
    worker.postMessage(message, transfer);
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const idle = new Set<() => void>();
  let state: 'starting' | 'ready' | 'closing' = 'starting';

  const thread = (movedAside: MovedAside): ConsoleThread => ({
    movedAside,
    connect() {
      const { port1, port2 } = new MessageChannel();
      send({ kind: 'connect', port: port2 }, [port2]);
      return port1;
    },
    whenIdle() {
      const asked = new Promise<void>((resolve) => idle.add(resolve));
      send({ kind: 'tell_idle' });
      return Promise.race([asked, ended]);
    },
    close() {
      state = 'closing';
      send({ kind: 'close' });
      return ended;
    },
  });

  return new Promise((resolve, reject) => {
    let why = '';
    worker.on('error', (error) => (why = String(error)));
    worker.once('exit', (code) => {
      const told = why === '' ? `its thread ended with code ${code}` : why;
      if (state === 'starting') reject(new Error(`The console could not start: ${told}.`));
      if (state === 'ready') options.onDeath(told);
    });
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'launch_broker') relayBroker(options.launchBroker, message.port);
      if (message.kind === 'count') options.onCounts(message.needsYou, message.lanes);
      if (message.kind === 'news') options.onNews(message.news);
      if (message.kind === 'idle') {
        for (const tell of idle) tell();
        idle.clear();
      }
      if (message.kind === 'ready') {
        state = 'ready';
        resolve(ok(thread(message.movedAside)));
      }
      if (message.kind === 'refused') {
        state = 'closing';
        void worker.terminate();
        resolve(err(message.error));
      }
    });
  });
}
