import { availableParallelism } from 'node:os';
import type { GitRequest, RunGit } from '#shared/domain/git.ts';
import { err } from '#shared/result.ts';
import type { BrokerAnswer, BrokerChannel } from './broker-messages.ts';
import type { Outcome } from './spawn-git.ts';

export interface BrokeredGitOptions {
  /** Starts a broker; called again after one has died, when there is something to ask. */
  readonly launch: () => BrokerChannel;
  /** Git processes at once; the number of cores. More do not make a sweep faster. */
  readonly concurrency?: number;
  /** How many requests may wait; 2000. */
  readonly maxWaiting?: number;
  /** How long after a request's own timeout a silent broker is given up; 5 s. */
  readonly graceMs?: number;
}

export interface BrokeredGit {
  readonly runGit: RunGit;
  /** Ends the broker; whatever is still asked is answered `broker_lost`. */
  close(): void;
}

interface Asked {
  readonly request: GitRequest;
  readonly answer: (outcome: Outcome) => void;
  readonly isRetry: boolean;
}

const lost = (why: string): Outcome =>
  err({ kind: 'broker_lost', message: `The process that runs git was lost (${why}); look again.` });

/**
 * Git through a small child process. When that dies, reads it was busy with are asked once more of a
 * new one; writes are answered `broker_lost`, since nobody knows how far they came.
 */
export function createBrokeredGit(options: BrokeredGitOptions): BrokeredGit {
  const { launch, maxWaiting = 2000, graceMs = 5000 } = options;
  const concurrency = options.concurrency ?? availableParallelism();
  const waiting: Asked[] = [];
  const inFlight = new Map<number, Asked & { readonly timer: NodeJS.Timeout }>();
  let channel: BrokerChannel | undefined;
  let isClosed = false;
  let lastId = 0;

  function pump(): void {
    while (inFlight.size < concurrency) {
      const asked = waiting.shift();
      if (asked === undefined) return;
      send(asked);
    }
  }

  function send(asked: Asked): void {
    lastId += 1;
    const id = lastId;
    const limitMs = (asked.request.timeoutMs ?? 30_000) + graceMs;
    const timer = setTimeout(() => drop(channel, `no answer within ${limitMs} ms`), limitMs);
    inFlight.set(id, { ...asked, timer });
    try {
      channel ??= open();
      channel.post({ id, request: asked.request });
    } catch (error) {
      drop(channel, String(error));
    }
  }

  function open(): BrokerChannel {
    const opened = launch();
    opened.onMessage(({ id, outcome }: BrokerAnswer) => {
      settle(id)?.answer(outcome);
      pump();
    });
    opened.onExit((why) => drop(opened, why));
    return opened;
  }

  function settle(id: number): Asked | undefined {
    const asked = inFlight.get(id);
    clearTimeout(asked?.timer);
    inFlight.delete(id);
    return asked;
  }

  /** Gives up a broker and everything it was busy with; what waits goes to the next one. */
  function drop(which: BrokerChannel | undefined, why: string): void {
    if (which !== channel) return;
    channel = undefined;
    which?.kill();
    const busy = [...inFlight.keys()].flatMap((id) => settle(id) ?? []);
    for (const { request, answer, isRetry } of busy)
      if (request.access === 'read' && !isRetry && !isClosed)
        waiting.unshift({ request, answer, isRetry: true });
      else answer(lost(why));
    pump();
  }

  return {
    runGit: (request) => {
      if (isClosed) return Promise.resolve(lost('it was closed'));
      if (waiting.length >= maxWaiting)
        return Promise.resolve(lost(`${maxWaiting} commands are waiting for it already`));
      return new Promise((answer) => {
        waiting.push({ request, answer, isRetry: false });
        pump();
      });
    },
    close: () => {
      isClosed = true;
      for (const { answer } of waiting.splice(0)) answer(lost('it was closed'));
      drop(channel, 'it was closed');
    },
  };
}
