import { BrowserWindow, nativeTheme } from 'electron';
import { appOrigin } from './app-protocol.ts';
import { restorePage } from './restore-page.ts';
import { recallPlace, rememberPlace } from './window-place.ts';

export interface WindowDeps {
  readonly home: string;
  readonly preloadScript: string;
  readonly icon: string;
}

/** The page's own `--bg`, so that nothing flashes before the first paint. */
const background = (): string => (nativeTheme.shouldUseDarkColors ? '#0d0f12' : '#f6f7f9');

/** Opens the one window on a place in the page (`#/item/…`, or empty); shown when it has painted. */
export function openConsoleWindow(deps: WindowDeps, hash: string): BrowserWindow {
  const place = recallPlace(deps.home);
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    ...place?.bounds,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: 'Rollcall',
    icon: deps.icon,
    autoHideMenuBar: true,
    backgroundColor: background(),
    webPreferences: {
      preload: deps.preloadScript,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  });
  if (place?.isMaximized === true) window.maximize();
  const follow = (): void => window.setBackgroundColor(background());
  nativeTheme.on('updated', follow);
  window.once('closed', () => nativeTheme.off('updated', follow));
  window.once('ready-to-show', () => window.show());
  rememberPlace(deps.home, window);
  restorePage(window);
  void window.loadURL(`${appOrigin}/${hash}`);
  return window;
}

/** Brings the window to the front, and to a place in the page if one is given. */
export function showConsoleWindow(window: BrowserWindow, hash: string | undefined): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
  // Only the hash differs, so the page stays and moves there by itself.
  if (hash !== undefined) void window.loadURL(`${appOrigin}/${hash}`);
}
