import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';
import type { OpenedConsole, OpenOptions } from './opened-console.ts';
import { endChild } from './end-child.ts';
import { saveNextDownload, whenSaved } from './main-process.ts';
import type { World } from './world.ts';

/** Electron refuses to run as root with Chromium's sandbox; everyone else tests with it. */
const chromiumSandbox = process.getuid?.() !== 0;

const checkout = join(import.meta.dirname, '..', '..');
const appPath = process.env['ROLLCALL_APP'] ?? checkout;

export interface DesktopOptions extends OpenOptions {
  /** What the operator, or the system, put behind the program's name: a folder, a link. */
  readonly args?: readonly string[];
}

/** The app of a desktop story, with or without a window. */
export interface StartedDesktop {
  /** The main process, to look into. */
  readonly app: ElectronApplication;
  /** Resolves with its exit code when it has ended. */
  readonly ended: Promise<number | null>;
  close(): Promise<void>;
  kill(): Promise<void>;
}

const argsOf = (world: World, { home, args = [] }: DesktopOptions): readonly string[] => [
  appPath,
  '--home',
  home ?? world.home,
  ...args,
];

/** Starts the app on the world's home; `ROLLCALL_ELECTRON` names the runtime. */
export async function startDesktop(
  world: World,
  options: DesktopOptions = {},
): Promise<StartedDesktop> {
  const executablePath = process.env['ROLLCALL_ELECTRON'];
  // Undefined values are not part of what a process can be given.
  const env = Object.fromEntries(
    Object.entries({ ...world.env, ...options.env }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
  const app = await _electron.launch({
    args: [...argsOf(world, options)],
    cwd: world.folder,
    env,
    chromiumSandbox,
    colorScheme: options.theme ?? null,
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  const child = app.process();
  return {
    app,
    ended: new Promise((resolve) => child.once('exit', (code) => resolve(code))),
    async close() {
      if (child.exitCode === null && child.signalCode === null) await app.close();
    },
    kill: () => endChild(child, 'SIGKILL'),
  };
}

/** Starts the app once more, as a click on a link or on its icon would; resolves when that has ended. */
export function startAgain(world: World, args: readonly string[]) {
  // The electron package gives its runtime's path to a plain Node process.
  const runtime =
    process.env['ROLLCALL_ELECTRON'] ?? String(createRequire(import.meta.url)('electron'));
  const sandbox = chromiumSandbox ? [] : ['--no-sandbox'];
  return world.run(runtime, [...sandbox, ...argsOf(world, { args })]);
}

export type OpenedDesktop = OpenedConsole & StartedDesktop;

/** Opens the world's console in a real window. */
export async function openInDesktop(
  world: World,
  options: DesktopOptions = {},
): Promise<OpenedDesktop> {
  const started = await startDesktop(world, options);
  return {
    ...started,
    page: await started.app.firstWindow(),
    async download(press) {
      const path = join(world.folder, 'downloaded');
      await saveNextDownload(started.app, path);
      await press();
      await whenSaved(started.app);
      return readFile(path, 'utf8');
    },
  };
}
