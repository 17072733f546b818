import { join } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import { startConsoleHost } from '#electron/console/console-host.ts';
import { builtLayout } from '#electron/platform/built-layout.ts';
import { clientOver } from '#electron/transport/connect-control.ts';
import { linkConsole, type ConsoleLink } from '#electron/transport/console-link.ts';
import { relayIpc } from '#electron/transport/ipc.ts';
import { readStaticFiles } from '#electron/transport/static-files.ts';
import { appOrigin, serveAppScheme } from './app-protocol.ts';
import { openConsoleWindow, showConsoleWindow } from './console-window.ts';
import { tellConsoleEnded } from './console-ended.ts';
import { createCountBadge } from './count-badge.ts';
import { denyEverythingElse } from './denials.ts';
import { hashOfLink, type DesktopArguments } from './desktop-arguments.ts';
import { offerFolderDialog } from './folder-dialog.ts';
import { createNotifier } from './notify.ts';
import { quitWhenIdle } from './quit-when-idle.ts';
import { offerRecovery, tellMovedAside } from './recovery-dialog.ts';
import { setMenu } from './menu.ts';
import { launchUtilityBroker } from './utility-broker.ts';

/** How long closing the console may take before the app leaves anyway, in milliseconds. */
const closeWithinMs = 5000;

const layout = builtLayout(import.meta.dirname);

/** Watches a folder that the operator named at the start; says in a dialog why it cannot. */
async function watchFolder(link: ConsoleLink, folder: string): Promise<void> {
  const end = await link.connect();
  if (!end.ok) return dialog.showErrorBox('Rollcall', end.error.message);
  const { client, close } = clientOver(end.value);
  try {
    await client.workspaces.open({ path: folder });
  } catch (error) {
    // What the console refuses, it refuses with a sentence for people.
    const message = error instanceof Error ? error.message : String(error);
    dialog.showErrorBox('Rollcall', `${folder} cannot be opened. ${message}`);
  } finally {
    close();
  }
}

function closeBeforeQuitting(link: ConsoleLink): void {
  let isClosing = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (isClosing) return;
    isClosing = true;
    const limit = new Promise((resolve) => setTimeout(resolve, closeWithinMs));
    void Promise.race([link.close(), limit]).finally(() => app.exit(0));
  });
}

/** Joins the console to a window; resolves when the window is being loaded. */
export async function runDesktop(home: string, asked: DesktopArguments): Promise<void> {
  const icon = join(layout.rendererDir, 'icon.png');
  let window: BrowserWindow | undefined;
  denyEverythingElse();
  serveAppScheme(await readStaticFiles(layout.rendererDir));
  setMenu(process.platform, app.isPackaged);
  const started = await startConsoleHost({
    home,
    shell: 'desktop',
    fallbackReason: null,
    launchBroker: () => launchUtilityBroker(layout.brokerScript),
    scriptDir: layout.scriptDir,
  });
  const linked = await linkConsole(home, started);
  if (!linked.ok) {
    await offerRecovery(linked.error.message, home);
    return app.exit(linked.error.kind === 'home_owned' ? 4 : 3);
  }
  const link = linked.value;
  for (const warning of link.warnings) console.error(warning);
  closeBeforeQuitting(link);
  relayIpc({ connect: link.connect, ours: () => window?.webContents, origin: appOrigin });
  offerFolderDialog(() => window);

  const show = (hash: string | undefined): void => {
    if (window !== undefined) return showConsoleWindow(window, hash);
    const opened = openConsoleWindow(
      { home, preloadScript: layout.preloadScript, icon },
      hash ?? '',
    );
    opened.once('closed', () => (window = undefined));
    window = opened;
  };
  const follow = (again: DesktopArguments): void => {
    show(again.link === undefined ? undefined : hashOfLink(again.link));
    if (again.folder !== undefined) void watchFolder(link, again.folder);
  };
  link.onCounts(createCountBadge({ icon, show: (hash) => show(hash) }));
  link.onNews(createNotifier(show));
  link.onExit((end) => void tellConsoleEnded(end));
  // What a second start asks for travels as its own message: Chromium reorders its arguments.
  app.on('second-instance', (_event, _argv, _cwd, again) => follow(again as DesktopArguments));
  app.on('open-url', (_event, url) => show(hashOfLink(url)));
  app.on('activate', () => show(undefined));
  app.on('window-all-closed', () => {
    if (process.platform === 'darwin') return;
    void quitWhenIdle(link.whenIdle, () => window !== undefined);
  });
  follow(asked);
  if (link.movedAside !== null) await tellMovedAside(link.movedAside);
}
