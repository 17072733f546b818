import { app, Notification } from 'electron';

/** What is done within this is not worth a word, in milliseconds. */
const sayAfterMs = 500;

function sayThatItGoesOn(): void {
  if (!Notification.isSupported()) return;
  new Notification({
    title: 'Rollcall goes on without its window',
    body: 'It quits when the operation has ended. Start it again to watch.',
  }).show();
}

/**
 * The last window was closed: what is running is brought to its end first, and the operator is told why
 * the app is still there. Whoever opens a window meanwhile keeps it.
 */
export async function quitWhenIdle(
  whenIdle: () => Promise<void>,
  hasWindow: () => boolean,
): Promise<void> {
  const late = setTimeout(sayThatItGoesOn, sayAfterMs);
  await whenIdle();
  clearTimeout(late);
  if (!hasWindow()) app.quit();
}
