// Desktop entry. What must happen before the app is ready stands here; the rest in desktop/.
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { registerAppScheme } from '#electron/desktop/app-protocol.ts';
import { parseDesktopArguments } from '#electron/desktop/desktop-arguments.ts';
import { runDesktop } from '#electron/desktop/desktop-app.ts';
import { hearLinks } from '#electron/desktop/opened-links.ts';
import { homeDirectory } from '#electron/platform/home.ts';
import { outliveReaders } from '#electron/platform/outlive-readers.ts';

const asked = parseDesktopArguments(process.argv, {
  isDefaultApp: process.defaultApp === true,
  cwd: process.cwd(),
});
const home = homeDirectory({ argument: asked.home, env: process.env });
const links = hearLinks(app);

app.enableSandbox();
registerAppScheme();
// Below the home, so that two homes are two apps and one home is one app.
app.setPath('userData', join(home, 'desktop'));
// Only an installed app may claim the scheme: a checkout would leave a dead registration behind.
if (app.isPackaged) app.setAsDefaultProtocolClient('rollcall');

/** `rollcall sweep` of an installed app: the terminal entry, in this process and without a window. */
async function runTerminal(command: readonly string[]): Promise<void> {
  app.dock?.hide();
  process.argv.splice(1, Number.POSITIVE_INFINITY, app.getAppPath(), ...command);
  try {
    // The entry runs while it is loaded, and reads its arguments from the process.
    await import('#electron/cli.ts');
  } catch (error) {
    console.error(error);
    process.exitCode = 3;
  }
  app.exit(Number(process.exitCode ?? 0));
}

async function openWindow(): Promise<void> {
  outliveReaders([process.stdout, process.stderr]);
  try {
    await app.whenReady();
    await runDesktop(home, asked, links);
  } catch (error) {
    console.error(error);
    dialog.showErrorBox('Rollcall cannot start', String(error));
    app.exit(1);
  }
}

if (asked.command !== undefined) void runTerminal(asked.command);
else if (app.requestSingleInstanceLock(asked)) void openWindow();
else {
  console.error('Rollcall is already open on this home directory; its window was brought forward.');
  app.quit();
}
