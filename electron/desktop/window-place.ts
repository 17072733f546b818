import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { screen, type BrowserWindow, type Rectangle } from 'electron';

interface Place {
  readonly bounds: Rectangle;
  readonly isMaximized: boolean;
}

const isRectangle = (value: unknown): value is Rectangle =>
  typeof value === 'object' &&
  value !== null &&
  ['x', 'y', 'width', 'height'].every(
    (side) => side in value && Number.isInteger(value[side as keyof typeof value]),
  );

/** Whether enough of a window is on some screen to take hold of it. */
function isReachable(bounds: Rectangle): boolean {
  const { workArea } = screen.getDisplayMatching(bounds);
  const seenWidth =
    Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x);
  return (
    seenWidth >= 200 && bounds.y >= workArea.y && bounds.y < workArea.y + workArea.height - 100
  );
}

/** Where the window was the last time; undefined at first, or when no screen shows that place. */
export function recallPlace(home: string): Place | undefined {
  let kept: unknown;
  try {
    kept = JSON.parse(readFileSync(join(home, 'window.json'), 'utf8'));
  } catch {
    // Never written, or torn: the window opens where a new one would.
    return undefined;
  }
  if (typeof kept !== 'object' || kept === null || !('bounds' in kept)) return undefined;
  if (!isRectangle(kept.bounds) || !isReachable(kept.bounds)) return undefined;
  return { bounds: kept.bounds, isMaximized: 'isMaximized' in kept && kept.isMaximized === true };
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
