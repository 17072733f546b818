import type { Page } from '@playwright/test';

/** What is noted inside the page, in milliseconds. */
export interface PageClocks {
  /** From navigation to the frame that shows rows; 0 before. */
  firstRows: number;
  /** From each key press to the end of the frame that follows it. */
  keys: number[];
  /** From each typed character to the frame in which the list answers it. */
  filters: number[];
  /** From each large message of the console to the end of the frame that follows it. */
  messages: { bytes: number; ms: number }[];
}

declare global {
  interface Window {
    clocks: PageClocks;
  }
}

/** Runs inside the page, before its own scripts. */
function installClocks(): void {
  window.clocks = { firstRows: 0, keys: [], filters: [], messages: [] };
  const { clocks } = window;
  // A task posted in a frame's callback runs once that frame is handed over.
  const afterPaint = (tell: () => void) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', tell);
      port1.start();
      port2.postMessage(null);
    });
  const watch = new MutationObserver(() => {
    if (document.querySelector('[role=row][aria-selected]') === null) return;
    watch.disconnect();
    afterPaint(() => (clocks.firstRows = performance.now()));
  });
  watch.observe(document, { childList: true, subtree: true });

  addEventListener(
    'keydown',
    ({ timeStamp }) => afterPaint(() => clocks.keys.push(performance.now() - timeStamp)),
    true,
  );
  addEventListener(
    'input',
    ({ timeStamp }) => {
      const look = (): void => {
        afterPaint(() => {
          if (document.querySelector('[role=grid][aria-busy=true]') !== null) look();
          else clocks.filters.push(performance.now() - timeStamp);
        });
      };
      look();
    },
    true,
  );

  const largeFrom = 10_000;
  const noteMessage = ({ data }: MessageEvent<unknown>): void => {
    const bytes = typeof data === 'string' ? data.length : data instanceof Blob ? data.size : 0;
    const from = performance.now();
    if (bytes >= largeFrom)
      afterPaint(() => clocks.messages.push({ bytes, ms: performance.now() - from }));
  };
  window.WebSocket = class extends WebSocket {
    constructor(...args: ConstructorParameters<typeof WebSocket>) {
      super(...args);
      this.addEventListener('message', noteMessage);
    }
  };
}

/** Puts clocks into every page that is opened from now on. */
export const addClocks = (page: Page): Promise<unknown> => page.addInitScript(installClocks);

export const readClocks = (page: Page): Promise<PageClocks> => page.evaluate(() => window.clocks);

/** Forgets what was noted so far, but for the first rows. */
export const resetClocks = (page: Page): Promise<void> =>
  page.evaluate(() => {
    Object.assign(window.clocks, { keys: [], filters: [], messages: [] });
  });

/** Scrolls so many frames; the milliseconds from each frame to the next. */
export const scrollFrames = (page: Page, frames: number, pixels: number): Promise<number[]> =>
  page.evaluate(
    ([frames, pixels]) =>
      new Promise<number[]>((resolve) => {
        const list = document.querySelector('[role=grid]')?.parentElement;
        const took: number[] = [];
        let last = performance.now();
        const step = (): void => {
          const now = performance.now();
          took.push(now - last);
          last = now;
          if (took.length > frames) {
            resolve(took.slice(1));
            return;
          }
          list?.scrollBy(0, pixels);
          requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
      }),
    [frames, pixels] as const,
  );
