import { app, Menu, nativeImage, Tray } from 'electron';

interface CountBadgeDeps {
  readonly icon: string;
  readonly show: () => void;
}

/** Shows how many items need a person, on the dock or launcher and in the tray. */
export function createCountBadge(deps: CountBadgeDeps): (needsYou: number) => void {
  const image = nativeImage.createFromPath(deps.icon).resize({ width: 20, height: 20 });
  // Kept by the closure: a tray that is collected disappears.
  const tray = new Tray(image);
  const menu = Menu.buildFromTemplate([
    { label: 'Show Rollcall', click: deps.show },
    { type: 'separator' },
    { role: 'quit' },
  ]);
  tray.setContextMenu(menu);
  tray.on('click', deps.show);
  tray.setToolTip('Rollcall');
  return (needsYou) => {
    app.setBadgeCount(needsYou);
    tray.setToolTip(
      needsYou === 0 ? 'Rollcall: nothing needs you' : `Rollcall: ${needsYou} need you`,
    );
    // Only macOS has text beside a tray icon.
    if (process.platform === 'darwin') tray.setTitle(needsYou === 0 ? '' : String(needsYou));
  };
}
