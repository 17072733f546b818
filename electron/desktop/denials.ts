import { app, session, type WebContents } from 'electron';
import { appOrigin } from './app-protocol.ts';

const isOurs = (url: string): boolean => url === appOrigin || url.startsWith(`${appOrigin}/`);

function denyLeaving(contents: WebContents): void {
  const stay = (event: { preventDefault(): void; readonly url: string }): void => {
    if (!isOurs(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/**
 * Whatever page may ever be shown: it goes nowhere else, opens nothing, embeds nothing and is granted
 * no permission but writing to the clipboard, which the copy buttons need. No link leads outside.
 */
export function denyEverythingElse(): void {
  app.on('web-contents-created', (_event, contents) => denyLeaving(contents));
  const { defaultSession } = session;
  const isAllowed = (permission: string, url: string): boolean =>
    permission === 'clipboard-sanitized-write' && isOurs(url);
  defaultSession.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(isAllowed(permission, details.requestingUrl)),
  );
  defaultSession.setPermissionCheckHandler((_contents, permission, origin) =>
    isAllowed(permission, origin.replace(/\/$/, '')),
  );
  defaultSession.setDevicePermissionHandler(() => false);
}
