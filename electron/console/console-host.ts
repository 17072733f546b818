import { randomBytes } from 'node:crypto';
import type { MessagePort } from 'node:worker_threads';
import type { News } from '#shared/domain/news.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { sayMovedAside } from '#electron/journal/journal-error.ts';
import { startConsoleThread, type ConsoleThread, type ThreadOptions } from './console-thread.ts';
import type { OpenError } from './open-console.ts';
import type { LaneCounts, MovedAside, WorkerInput } from './worker-messages.ts';

export interface HostOptions
  extends Omit<WorkerInput, 'token'>, Pick<ThreadOptions, 'launchBroker' | 'scriptDir'> {
  /** Milliseconds on a clock that is never set back; the process's own when left out. */
  readonly nowMs?: () => number;
}

export type CountListener = (needsYou: number, lanes: LaneCounts) => void;

/** There is no console any more. */
export interface ConsoleGone {
  readonly kind: 'no_console';
  readonly message: string;
}

/** The console's thread ended by itself. */
export interface ConsoleEnd {
  /** Whether it runs again. */
  readonly isRestarted: boolean;
  /** What happened and what is now, for people. */
  readonly message: string;
}

/** The console in its own thread, as the shells see it. */
export interface ConsoleHost {
  /** A new end that carries oRPC frames to the console; waits while it is being started again. */
  connect(): Promise<Result<MessagePort, ConsoleGone>>;
  /** Tells how many conditions need a person, now and on each change; gives the way to stop. */
  onCounts(listener: CountListener): () => void;
  /** Tells what is new outside the window; gives the way to stop. */
  onNews(listener: (news: readonly News[]) => void): () => void;
  /** Tells that the console ended by itself, once it is known whether it runs again. */
  onExit(listener: (end: ConsoleEnd) => void): () => void;
  /** Resolves when no operation is running. */
  whenIdle(): Promise<void>;
  readonly movedAside: MovedAside;
  /** Resolves when the journal is closed and the home is released. */
  close(): Promise<void>;
}

/** A console that ends twice within this stays ended: it would only do so again. */
const restartEveryMs = 60_000;

function listenersOf<Args extends readonly unknown[]>() {
  const listeners = new Set<(...args: Args) => void>();
  return {
    add(listener: (...args: Args) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell: (...args: Args): void => {
      for (const listener of listeners) listener(...args);
    },
  };
}

/**
 * Starts the console of a home directory in a worker thread, and once more if that thread dies; what it
 * was doing is then settled as after any sudden end. Throws when the first thread dies while starting.
 */
export async function startConsoleHost(
  options: HostOptions,
): Promise<Result<ConsoleHost, OpenError>> {
  const { home, shell, fallbackReason, nowMs = () => performance.now() } = options;
  const countListeners = listenersOf<Parameters<CountListener>>();
  const newsListeners = listenersOf<[readonly News[]]>();
  const exitListeners = listenersOf<[ConsoleEnd]>();
  // The same for each thread: the next one may take the home over from one that died.
  const token = randomBytes(16).toString('hex');
  let counts: Parameters<CountListener> | undefined;
  let restartedMs = Number.NEGATIVE_INFINITY;
  let isClosing = false;

  const startThread = () =>
    startConsoleThread({
      input: { home, shell, fallbackReason, token },
      launchBroker: options.launchBroker,
      scriptDir: options.scriptDir,
      onCounts(...next) {
        counts = next;
        countListeners.tell(...next);
      },
      onNews: newsListeners.tell,
      onDeath: (why) => {
        current = replace(why);
      },
    });

  async function replace(why: string): Promise<Result<ConsoleThread, ConsoleGone>> {
    const next = isClosing
      ? err({ kind: 'no_console' as const, message: 'The console was closed.' })
      : await startAgain(`The console ended unexpectedly (${why})`);
    if (next.ok) {
      const { movedAside } = next.value;
      const kept = movedAside === null ? '' : ` ${sayMovedAside(movedAside)}`;
      const message = `The console ended unexpectedly (${why}) and was started again. What it was doing is settled; see Operations.${kept}`;
      exitListeners.tell({ isRestarted: true, message });
    } else if (!isClosing) exitListeners.tell({ isRestarted: false, message: next.error.message });
    return next;
  }

  async function startAgain(what: string): Promise<Result<ConsoleThread, ConsoleGone>> {
    const gone = (message: string) => err({ kind: 'no_console' as const, message });
    if (nowMs() - restartedMs < restartEveryMs)
      return gone(`${what} soon after it had been started again. Start Rollcall anew.`);
    restartedMs = nowMs();
    try {
      const started = await startThread();
      return started.ok ? started : gone(`${what} and cannot go on: ${started.error.message}`);
    } catch (error) {
      return gone(`${what} and could not be started again: ${String(error)}`);
    }
  }

  const first = await startThread();
  if (!first.ok) return first;
  let current: Promise<Result<ConsoleThread, ConsoleGone>> = Promise.resolve(first);

  return ok({
    movedAside: first.value.movedAside,
    onNews: newsListeners.add,
    onExit: exitListeners.add,
    onCounts(listener) {
      if (counts !== undefined) listener(...counts);
      return countListeners.add(listener);
    },
    async connect() {
      const thread = await current;
      return thread.ok ? ok(thread.value.connect()) : thread;
    },
    async whenIdle() {
      const thread = await current;
      if (thread.ok) await thread.value.whenIdle();
    },
    async close() {
      isClosing = true;
      const thread = await current;
      if (thread.ok) await thread.value.close();
    },
  });
}
