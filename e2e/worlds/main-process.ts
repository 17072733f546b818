import type { ElectronApplication } from '@playwright/test';

/** What the app told the system, in order. */
export interface ToldSystem {
  badges: number[];
  tooltips: string[];
  /** Labels of each menu that was built. */
  menus: string[][];
  notifications: { title: string; body: string }[];
  /** Leads where a click on the last notification leads. */
  clickLast: () => void;
}

declare global {
  var savedDownload: Promise<void>;
  var toldSystem: ToldSystem;
  var shownDialogs: {
    message: string;
    detail: string;
    buttons: string[];
    press: (button: number) => void;
  }[];
}

/** Writes down badge, tray and notifications from now on, whether or not the display has a place for them. */
export const listenToSystem = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ app, Menu, Notification, Tray }) => {
    const told: ToldSystem = {
      badges: [],
      tooltips: [],
      menus: [],
      notifications: [],
      clickLast: () => undefined,
    };
    globalThis.toldSystem = told;
    app.setBadgeCount = (count = 0) => {
      told.badges.push(count);
      return true;
    };
    Tray.prototype.setToolTip = (text) => void told.tooltips.push(text);
    const { buildFromTemplate } = Menu;
    Menu.buildFromTemplate = (template) => {
      told.menus.push(template.map(({ label }) => label ?? ''));
      return buildFromTemplate.call(Menu, template);
    };
    Notification.isSupported = () => true;
    Notification.prototype.show = function show() {
      told.notifications.push({ title: this.title, body: this.body });
      told.clickLast = () => void this.emit('click');
    };
  });

/** What was written down so far. */
export const toldSystem = (app: ElectronApplication): Promise<Omit<ToldSystem, 'clickLast'>> =>
  app.evaluate(() => {
    const { badges, tooltips, menus, notifications } = globalThis.toldSystem;
    return { badges, tooltips, menus, notifications };
  });

/** Keeps what every message box says from now on, and lets it wait for `pressButton`. */
export const holdDialogs = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ dialog }) => {
    globalThis.shownDialogs = [];
    dialog.showMessageBox = (...args: unknown[]) => {
      // The options come last, whether or not a window comes first.
      const { message, detail = '', buttons = [] } = args.at(-1) as Electron.MessageBoxOptions;
      return new Promise((resolve) => {
        const press = (response: number): void => resolve({ response, checkboxChecked: false });
        globalThis.shownDialogs.push({ message, detail, buttons: [...buttons], press });
      });
    };
  });

/** Presses a button of the message box that was shown last, by its number; returns before it has an effect. */
export const pressButton = (app: ElectronApplication, button: number): Promise<void> =>
  app.evaluate((_electron, button) => {
    setTimeout(() => globalThis.shownDialogs.at(-1)?.press(button), 0);
  }, button);

export const shownDialogs = (app: ElectronApplication) =>
  app.evaluate(() =>
    globalThis.shownDialogs.map(({ message, detail, buttons }) => ({ message, detail, buttons })),
  );

/** Evaluates in the window's page through the main process: also after its process had crashed. */
export const inPage = (app: ElectronApplication, expression: string): Promise<unknown> =>
  app.evaluate(
    ({ BrowserWindow }, expression) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(expression),
    expression,
  );

/** Answers the next question of where to save a file. */
export const saveNextDownload = (app: ElectronApplication, path: string): Promise<void> =>
  app.evaluate(({ BrowserWindow }, path) => {
    const session = BrowserWindow.getAllWindows()[0]?.webContents.session;
    globalThis.savedDownload = new Promise((resolve, reject) => {
      session?.once('will-download', (_event, item) => {
        item.setSavePath(path);
        item.once('done', (_done, state) =>
          state === 'completed' ? resolve() : reject(new Error(`The download was ${state}.`)),
        );
      });
    });
  }, path);

/** Resolves when the file of `saveNextDownload` is whole. */
export const whenSaved = (app: ElectronApplication): Promise<void> =>
  app.evaluate(() => globalThis.savedDownload);
