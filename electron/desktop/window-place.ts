import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { screen, type BrowserWindow } from 'electron';
import { readTextNow } from '#electron/platform/files.ts';
import { parsePlace, type Bounds, type Place } from './parse-place.ts';

/** Whether enough of a window is on some screen to take hold of it. */
function isReachable(bounds: Bounds): boolean {
  const { workArea } = screen.getDisplayMatching(bounds);
  const seenWidth =
    Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x);
  return (
    seenWidth >= 200 && bounds.y >= workArea.y && bounds.y < workArea.y + workArea.height - 100
  );
}

/** Where the window was the last time; undefined at first, or when no screen shows that place. */
export function recallPlace(home: string): Place | undefined {
  // Never written, or torn: the window opens where a new one would.
  const text = readTextNow(join(home, 'window.json'), 64 * 1024);
  const place = text.ok ? parsePlace(text.value) : undefined;
  return place !== undefined && isReachable(place.bounds) ? place : undefined;
}

/** Keeps the window's place when it closes. */
export function rememberPlace(home: string, window: BrowserWindow): void {
  window.on('close', () => {
    const place: Place = { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() };
    try {
      writeFileSync(join(home, 'window.json'), JSON.stringify(place), { mode: 0o600 });
    } catch (error) {
      console.error(`The window's place was not kept: ${String(error)}`);
    }
  });
}
