import { diffView } from '#shared/contract/view-delta.ts';
import type { LiveEvent, View } from '#shared/contract/view.ts';

/** The view as it is now, and everyone who watches it. */
export interface Live {
  view(): View;
  /** Numbers the change and hands it to every watcher; does nothing when nothing changed. */
  publish(view: View): void;
  /** A snapshot at once, then every delta, until `signal` aborts or `close` is called. */
  watch(signal: AbortSignal | undefined): AsyncGenerator<LiveEvent, void, void>;
  /** Called after each publication. */
  onChange(listener: (view: View) => void): () => void;
  close(): void;
}

/** A watcher that falls this far behind gets a snapshot instead of the deltas it missed. */
const maxWaiting = 200;

interface Watcher {
  waiting: LiveEvent[];
  wake: () => void;
}

export function createLive(initial: View): Live {
  let view = initial;
  let sequence = 0;
  const watchers = new Set<Watcher>();
  const listeners = new Set<(view: View) => void>();
  const closing = new AbortController();

  const snapshot = (): LiveEvent => ({ kind: 'snapshot', sequence, view });

  function publish(next: View): void {
    if (next === view) return;
    const delta = diffView(view, next);
    view = next;
    sequence += 1;
    for (const watcher of watchers) {
      if (watcher.waiting.length >= maxWaiting) watcher.waiting = [snapshot()];
      else watcher.waiting.push({ kind: 'delta', sequence, delta });
      watcher.wake();
    }
    for (const listener of listeners) listener(view);
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
        const event = watcher.waiting.shift();
        if (event !== undefined) {
          yield event;
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
