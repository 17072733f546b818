import { app, dialog } from 'electron';
import type { ConsoleEnd } from '#electron/console/console-host.ts';

/** The console ended by itself: says so, and what can be done where it does not run again. */
export async function tellConsoleEnded({ isRestarted, message }: ConsoleEnd): Promise<void> {
  console.error(message);
  const { response } = await dialog.showMessageBox({
    type: isRestarted ? 'warning' : 'error',
    title: 'Rollcall',
    message: isRestarted ? 'The console was started again.' : 'The console has ended.',
    detail: `${message}\n\nAgents and worktrees were not touched.`,
    buttons: isRestarted ? ['Go on'] : ['Start Rollcall anew', 'Quit'],
    defaultId: 0,
    cancelId: isRestarted ? 0 : 1,
    noLink: true,
  });
  if (isRestarted) return;
  if (response === 0) app.relaunch();
  app.quit();
}
