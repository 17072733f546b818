import { app, Menu, nativeImage, Tray } from 'electron';
import type { CountListener } from '#electron/console/console-host.ts';
import type { LaneCounts } from '#electron/console/worker-messages.ts';
import { lanes } from '#shared/domain/condition.ts';

interface CountBadgeDeps {
  readonly icon: string;
  /** `hash`: the place in the page; undefined leaves the page where it is. */
  readonly show: (hash?: string) => void;
}

/** Shows how many items need a person, on the dock or launcher and in the tray. */
export function createCountBadge(deps: CountBadgeDeps): CountListener {
  const image = nativeImage.createFromPath(deps.icon).resize({ width: 20, height: 20 });
  // Kept by the closure: a tray that is collected disappears.
  const tray = new Tray(image);
  tray.setContextMenu(menuOf(deps, undefined));
  tray.on('click', () => deps.show());
  tray.setToolTip('Rollcall');
  return (needsYou, laneCounts) => {
    tray.setContextMenu(menuOf(deps, laneCounts));
    app.setBadgeCount(needsYou);
    tray.setToolTip(
      needsYou === 0 ? 'Rollcall: nothing needs you' : `Rollcall: ${needsYou} need you`,
    );
    // Only macOS has text beside a tray icon.
    if (process.platform === 'darwin') tray.setTitle(needsYou === 0 ? '' : String(needsYou));
  };
}

/** The window, each lane with its count, and the way out. */
function menuOf({ show }: CountBadgeDeps, counts: LaneCounts | undefined): Menu {
  return Menu.buildFromTemplate([
    { label: 'Show Rollcall', click: () => show() },
    ...(counts === undefined
      ? []
      : [
          { type: 'separator' as const },
          ...lanes.map((lane) => ({
            label: `${counts[lane]} ${lane}`,
            enabled: counts[lane] > 0,
            click: () => show(`#/lane/${lane}`),
          })),
        ]),
    { type: 'separator' },
    { role: 'quit' },
  ]);
}
