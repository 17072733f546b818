import { app, dialog, shell } from 'electron';

/** Starts the app anew, on another home when one is given. */
function restart(home: string | undefined): void {
  const others = process.argv
    .slice(1)
    .filter((argument, at, all) => !argument.startsWith('--home') && all[at - 1] !== '--home');
  app.relaunch(home === undefined ? {} : { args: [...others, '--home', home] });
  app.exit(0);
}

async function chooseHome(): Promise<string | undefined> {
  const chosen = await dialog.showOpenDialog({
    title: 'Open another home directory',
    buttonLabel: 'Open this home',
    properties: ['openDirectory', 'createDirectory'],
  });
  return chosen.canceled ? undefined : chosen.filePaths[0];
}

/**
 * There is no console to show: says why, and what can be done. Native dialogs only, because nothing
 * else is sure to work. Resolves when the operator wants to quit; every other choice starts anew.
 */
export async function offerRecovery(message: string, home: string): Promise<void> {
  for (;;) {
    const { response } = await dialog.showMessageBox({
      type: 'error',
      title: 'Rollcall cannot start',
      message: 'Rollcall cannot open its home directory.',
      detail: `${message}\n\nHome: ${home}`,
      buttons: ['Try again', 'Open another home…', 'Show it in the file manager', 'Quit'],
      defaultId: 0,
      cancelId: 3,
      noLink: true,
    });
    if (response === 3) return;
    if (response === 0) return restart(undefined);
    if (response === 2) shell.showItemInFolder(home);
    if (response !== 1) continue;
    const other = await chooseHome();
    if (other !== undefined) return restart(other);
  }
}

/** The journal was damaged and kept aside, a new one begun: says so once, with where the old one is. */
export async function tellMovedAside(moved: {
  readonly to: string;
  readonly why: string;
}): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: 'Rollcall',
    message: 'The journal was damaged; a new one was begun.',
    detail: `${moved.why}\n\nThe damaged one was kept as\n${moved.to}\n\nAgents, worktrees and backups were not touched. What was recorded about them is in the old file.`,
    buttons: ['Go on', 'Show where it was kept'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  if (response === 1) shell.showItemInFolder(moved.to);
}
