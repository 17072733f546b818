import type { ElectronApplication, Page } from '@playwright/test';
import { inPage } from '#e2e/worlds/main-process.ts';
import { expect, test } from '../fixtures.ts';

const firstScreen = (page: Page) =>
  expect(page.getByRole('heading', { name: 'Open a folder' })).toBeVisible({ timeout: 30_000 });

const openPages = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getURL()),
  );

test('the page has nothing of Node, and of the app only what the preload script gives it', async ({
  openDesktop,
}) => {
  const { app, page } = await openDesktop();
  await firstScreen(page);
  const reached = await page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in window),
    bridge: Object.keys((window as unknown as { rollcall: object }).rollcall).toSorted(),
  }));
  expect(reached).toEqual({ node: [], bridge: ['chooseFolder', 'connect', 'platform'] });
  const preferences = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => {
      // Not in Electron's types, though it is there for exactly this.
      const own = webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      const { contextIsolation, sandbox, nodeIntegration, webSecurity } =
        own.getLastWebPreferences();
      return { contextIsolation, sandbox, nodeIntegration, webSecurity };
    }),
  );
  expect(preferences).toEqual([
    { contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true },
  ]);
});

test('the page is granted nothing that it might ask the system for', async ({ openDesktop }) => {
  const { page } = await openDesktop();
  await firstScreen(page);
  const asked = await page.evaluate(async () => {
    const place = new Promise<string>((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        ({ code }) => resolve(code === 1 ? 'denied' : `failed with ${code}`),
      );
    });
    const states = ['camera', 'microphone', 'clipboard-read', 'midi'].map(async (name) => {
      // The list of names in the types is shorter than Chromium's.
      const { state } = await navigator.permissions.query({ name: name as PermissionName });
      return `${name} ${state}`;
    });
    return [
      `place ${await place}`,
      `notifications ${await Notification.requestPermission()}`,
      ...(await Promise.all(states)),
    ];
  });
  expect(asked.filter((one) => !one.endsWith(' denied'))).toEqual([]);
  expect(asked).toHaveLength(6);
});

test('nothing in the page leads out of it: no window, no frame, no other address', async ({
  openDesktop,
}) => {
  const { app, page } = await openDesktop();
  await firstScreen(page);
  const where = page.url();
  // Playwright would wait for ever for a navigation that was begun and denied; the main process does not.
  const tries = `(async () => {
    const opened = window.open('https://example.invalid/') !== null;
    const frame = document.createElement('iframe');
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
    frame.src = 'https://example.invalid/';
    document.body.append(frame);
    await loaded;
    const framed = frame.contentDocument?.body.childElementCount ?? 0;
    frame.remove();
    for (const href of ['file:///etc/hostname', 'https://example.invalid/']) {
      const link = document.createElement('a');
      link.href = href;
      link.target = '_blank';
      document.body.append(link);
      link.click();
      link.remove();
    }
    location.href = 'https://example.invalid/';
    return { opened, framed };
  })()`;
  expect(await inPage(app, tries)).toEqual({ opened: false, framed: 0 });
  expect(await inPage(app, 'document.querySelector("h2").textContent')).toBe('Open a folder');
  expect(await openPages(app)).toEqual([where]);

  const leave = `window.location.assign('https://example.invalid/'); new Promise((resolve) => setTimeout(resolve, 500, location.href))`;
  expect(await inPage(app, leave)).toBe(where);
  expect(await openPages(app)).toEqual([where]);
});
