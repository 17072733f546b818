import { join } from 'node:path';
import { _electron } from '@playwright/test';
import type { OpenedConsole, OpenOptions } from './opened-console.ts';
import { endChild } from './end-child.ts';
import type { World } from './world.ts';

/** Electron refuses to run as root with Chromium's sandbox; everyone else tests with it. */
const chromiumSandbox = process.getuid?.() !== 0;

const checkout = join(import.meta.dirname, '..', '..');

/** Opens the world's console in a real window; `ROLLCALL_ELECTRON` names the runtime. */
export async function openInDesktop(world: World, options: OpenOptions): Promise<OpenedConsole> {
  const executablePath = process.env['ROLLCALL_ELECTRON'];
  // Undefined values are not part of what a process can be given.
  const env = Object.fromEntries(
    Object.entries({ ...world.env, ...options.env }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
  const app = await _electron.launch({
    args: [process.env['ROLLCALL_APP'] ?? checkout, '--home', options.home ?? world.home],
    cwd: world.folder,
    env,
    chromiumSandbox,
    colorScheme: options.theme ?? null,
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  const child = app.process();
  const page = await app.firstWindow();
  return {
    page,
    async close() {
      if (child.exitCode === null && child.signalCode === null) await app.close();
    },
    kill: () => endChild(child, 'SIGKILL'),
  };
}
