import { app, dialog, type BrowserWindow } from 'electron';
import { mayReload } from './reload-budget.ts';

/**
 * A page whose process has ended is loaded again, at the place where it was; the console goes on in
 * any case. One that keeps ending is left to the operator.
 */
export function restorePage(window: BrowserWindow): void {
  const endings: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    console.error(`The window's page ended (${reason}); it is loaded again.`);
    endings.push(Date.now());
    if (mayReload(endings)) window.webContents.reload();
    else void ask(window, reason, endings);
  });
}

async function ask(window: BrowserWindow, reason: string, endings: number[]): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    title: 'Rollcall',
    message: 'The window’s page keeps ending.',
    detail: `It ended three times within a minute (${reason}). Nothing that was being done is lost: it goes on without the window.`,
    buttons: ['Load it again', 'Quit'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  if (response === 1) return app.quit();
  endings.length = 0;
  if (!window.isDestroyed()) window.webContents.reload();
}
