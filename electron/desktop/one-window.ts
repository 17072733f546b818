import type { BrowserWindow } from 'electron';
import { openConsoleWindow, showConsoleWindow, type WindowDeps } from './console-window.ts';

/** The one window there may be. */
export interface OneWindow {
  current(): BrowserWindow | undefined;
  /** Opens it or brings it forward; `hash` is the place in the page, undefined leaves it where it is. */
  show(hash?: string): void;
  /** Takes it away unasked. */
  destroy(): void;
}

/** There is no window yet. */
export function createOneWindow(deps: WindowDeps): OneWindow {
  let window: BrowserWindow | undefined;
  return {
    current: () => window,
    show(hash) {
      if (window !== undefined) return showConsoleWindow(window, hash);
      window = openConsoleWindow(deps, hash ?? '');
      window.once('closed', () => (window = undefined));
    },
    destroy: () => window?.destroy(),
  };
}
