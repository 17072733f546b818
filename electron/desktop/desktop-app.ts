import { join } from 'node:path';
import { app, dialog } from 'electron';
import { err, messageOf, type Result } from '#shared/result.ts';
import { startConsoleHost } from '#electron/console/console-host.ts';
import { builtLayout } from '#electron/platform/built-layout.ts';
import { clientOver } from '#electron/transport/connect-control.ts';
import { linkConsole, type ConsoleLink, type NoLink } from '#electron/transport/console-link.ts';
import { relayIpc } from '#electron/transport/ipc.ts';
import { readStaticFiles } from '#electron/transport/static-files.ts';
import { appOrigin, serveAppScheme } from './app-protocol.ts';
import { tellConsoleEnded } from './console-ended.ts';
import { createCountBadge } from './count-badge.ts';
import { denyEverythingElse } from './denials.ts';
import { hashOfLink, type DesktopArguments } from './desktop-arguments.ts';
import { offerFolderDialog } from './folder-dialog.ts';
import { createNotifier } from './notify.ts';
import { quitWhenIdle } from './quit-when-idle.ts';
import { offerRecovery, tellMovedAside } from './recovery-dialog.ts';
import { setMenu } from './menu.ts';
import { createOneWindow, type OneWindow } from './one-window.ts';
import type { OpenedLinks } from './opened-links.ts';
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
    const message = messageOf(error);
    dialog.showErrorBox('Rollcall', `${folder} cannot be opened. ${message}`);
  } finally {
    close();
  }
}

/** The console, started here or found elsewhere; also a thread that dies at once is no more than a refusal. */
async function startLink(home: string): Promise<Result<ConsoleLink, NoLink>> {
  try {
    const started = await startConsoleHost({
      home,
      shell: 'desktop',
      fallbackReason: null,
      launchBroker: () => launchUtilityBroker(layout.brokerScript),
      scriptDir: layout.scriptDir,
    });
    return await linkConsole(home, started);
  } catch (error) {
    return err({ kind: 'home_unreadable', message: String(error) });
  }
}

type Linking = ReturnType<typeof startLink>;

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

/** Quits when the last window is closed and nothing runs; where that is usual, and once it is known. */
async function leaveWithLastWindow(linking: Linking, window: OneWindow): Promise<void> {
  if (process.platform === 'darwin') return;
  const linked = await linking;
  if (linked.ok) await quitWhenIdle(linked.value.whenIdle, () => window.current() !== undefined);
}

/** Opens the window and, meanwhile, the console it is joined to; resolves when both are there. */
export async function runDesktop(
  home: string,
  asked: DesktopArguments,
  links: OpenedLinks,
): Promise<void> {
  const icon = join(layout.rendererDir, 'icon.png');
  const linking = startLink(home);
  const screens = readStaticFiles(layout.rendererDir);
  denyEverythingElse();
  serveAppScheme(screens);
  setMenu(process.platform, app.isPackaged);
  const window = createOneWindow({ home, preloadScript: layout.preloadScript, icon });
  const { show } = window;
  relayIpc({
    async connect() {
      const linked = await linking;
      if (linked.ok) return linked.value.connect();
      return err({ kind: 'no_console', message: linked.error.message });
    },
    ours: () => window.current()?.webContents,
    origin: appOrigin,
  });
  offerFolderDialog(window.current);
  const follow = async (again: DesktopArguments): Promise<void> => {
    show(again.link === undefined ? undefined : hashOfLink(again.link));
    const linked = await linking;
    if (again.folder !== undefined && linked.ok) await watchFolder(linked.value, again.folder);
  };
  // What a second start asks for travels as its own message: Chromium reorders its arguments.
  app.on('second-instance', (_event, _argv, _cwd, again) => void follow(again as DesktopArguments));
  app.on('activate', () => show());
  app.on('window-all-closed', () => void leaveWithLastWindow(linking, window));
  links.follow((url) => show(hashOfLink(url)));
  void follow(asked);

  await screens;
  const linked = await linking;
  if (!linked.ok) {
    window.destroy();
    await offerRecovery(linked.error.message, home);
    return app.exit(linked.error.kind === 'home_owned' ? 4 : 3);
  }
  const link = linked.value;
  closeBeforeQuitting(link);
  for (const warning of link.warnings) console.error(warning);
  link.onCounts(createCountBadge({ icon, show }));
  link.onNews(createNotifier(show));
  link.onExit((end) => void tellConsoleEnded(end));
  if (link.movedAside !== null) await tellMovedAside(link.movedAside);
}
