import { dialog, ipcMain, type BrowserWindow } from 'electron';
import { isOurPage } from '#electron/transport/ipc.ts';
import { appOrigin } from './app-protocol.ts';

/** The name that the preload script uses as well. */
const chooseFolder = 'rollcall:choose-folder';

/** Lets our own page ask the operator for a folder; null when nothing was chosen or it is not ours. */
export function offerFolderDialog(ours: () => BrowserWindow | undefined): void {
  ipcMain.handle(chooseFolder, async (event): Promise<string | null> => {
    const window = ours();
    if (window === undefined || !isOurPage(event, window.webContents, appOrigin)) return null;
    const chosen = await dialog.showOpenDialog(window, {
      title: 'Open a folder',
      buttonLabel: 'Open folder',
      properties: ['openDirectory'],
    });
    return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
  });
}
