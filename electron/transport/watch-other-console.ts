import { setTimeout } from 'node:timers/promises';
import { openControl } from './connect-control.ts';
import type { FrameEnd } from './frames.ts';

/** Another process that is only started anew answers again within so many tries. */
const triesAtMost = 5;

/**
 * Holds a connection to another process's console, and tells once when that one is gone for good.
 * `againEveryMs`: between two tries to reach it again. Gives how to stop.
 */
export function watchOtherConsole(
  { socket, first, againEveryMs }: { socket: string; first: FrameEnd; againEveryMs: number },
  tellGone: () => void,
): () => void {
  const stopping = new AbortController();
  const isStopped = (): boolean => stopping.signal.aborted;
  let held = first;

  function hold(end: FrameEnd): void {
    held = end;
    end.onClose(() => void reachAgain());
  }

  async function reachAgain(): Promise<void> {
    for (let tries = 0; tries < triesAtMost && !isStopped(); tries += 1) {
      const again = await openControl(socket);
      if (again.ok) {
        if (isStopped()) again.value.close();
        else hold(again.value);
        return;
      }
      await setTimeout(againEveryMs, undefined, { ref: false });
    }
    if (!isStopped()) tellGone();
  }

  hold(first);
  return () => {
    stopping.abort();
    held.close();
  };
}
