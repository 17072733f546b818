import { snapshotEvents } from '#shared/contract/live-parts.ts';
import { countChanges, diffView } from '#shared/contract/view-delta.ts';
import type { LiveEvent, View } from '#shared/contract/view.ts';

/** The view as it is now, and everyone who watches it. */
export interface Live {
  view(): View;
  /** Numbers the change and hands it to every watcher; does nothing when nothing changed. */
  publish(view: View): void;
  /** A snapshot at once, in pieces if it is large, then every delta, until `signal` aborts or `close` is called. */
  watch(signal: AbortSignal | undefined): AsyncGenerator<LiveEvent, void, void>;
  /** Called after each publication; what it throws is told on standard error and ends nothing. */
  onChange(listener: (view: View) => void): () => void;
  close(): void;
}

/** A watcher that falls this far behind gets a snapshot instead of the deltas it missed. */
const maxWaiting = 200;

/** A delta of more rows than this is slower to send than a snapshot in pieces. */
const largestDelta = 2000;

interface Watcher {
  /** Runs of events in order; a snapshot is cut into its pieces only as they are taken. */
  waiting: Iterator<LiveEvent, void, void>[];
  wake: () => void;
}

export function createLive(initial: View): Live {
  let view = initial;
  let sequence = 0;
  const watchers = new Set<Watcher>();
  const listeners = new Set<(view: View) => void>();
  const closing = new AbortController();

  const snapshot = () => snapshotEvents(view, sequence);

  function publish(next: View): void {
    if (next === view) return;
    const delta = diffView(view, next);
    view = next;
    sequence += 1;
    const isLarge = countChanges(delta) > largestDelta;
    for (const watcher of watchers) {
      if (isLarge || watcher.waiting.length >= maxWaiting) watcher.waiting = [snapshot()];
      else watcher.waiting.push([{ kind: 'delta' as const, sequence, delta }].values());
      watcher.wake();
    }
    for (const listener of listeners) hand(listener);
  }

  /** Whoever publishes may be in the middle of an operation, which no listener may break off. */
  function hand(listener: (view: View) => void): void {
    try {
      listener(view);
    } catch (error) {
      console.error(`What changed was not taken in everywhere: ${String(error)}`);
    }
  }

  async function* watch(signal: AbortSignal | undefined): AsyncGenerator<LiveEvent, void, void> {
    const watcher: Watcher = { waiting: [snapshot()], wake: () => undefined };
    const wake = (): void => watcher.wake();
    watchers.add(watcher);
    signal?.addEventListener('abort', wake);
    closing.signal.addEventListener('abort', wake);
    try {
      for (;;) {
        if (signal?.aborted === true || closing.signal.aborted) return;
        const next = watcher.waiting[0]?.next();
        if (next?.done === false) {
          yield next.value;
          continue;
        }
        if (next !== undefined) {
          watcher.waiting.shift();
          continue;
        }
        await new Promise<void>((resolve) => {
          watcher.wake = resolve;
        });
      }
    } finally {
      watchers.delete(watcher);
      signal?.removeEventListener('abort', wake);
      closing.signal.removeEventListener('abort', wake);
    }
  }

  return {
    view: () => view,
    publish,
    watch,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => closing.abort(),
  };
}
