import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { chromium, type Browser } from '@playwright/test';
import type { OpenedConsole, OpenOptions } from './opened-console.ts';
import { endChild } from './end-child.ts';
import { terminalEntry, type World } from './world.ts';

/** Without these, Chromium keeps trying to reach the network. */
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/** Chromium refuses to run as root with its sandbox. */
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** The address that `rollcall serve` prints; rejects with its words when it ends instead. */
function printedAddress(served: ChildProcess): Promise<string> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    served.once('exit', (code) =>
      reject(new Error(`rollcall serve ended with ${code}:\n${said.join('\n')}`)),
    );
    for (const stream of [served.stdout, served.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        const address = /^Rollcall is at (http:\S+)$/.exec(line)?.[1];
        if (address !== undefined) resolve(address);
      });
    }
  });
}

/** Chromium as the stories use it; `args` come on top. */
export const launchChromium = (args: readonly string[] = []): Promise<Browser> => {
  const executablePath = process.env['ROLLCALL_CHROMIUM'];
  return chromium.launch({
    args: [...quiet, ...asRoot, ...args],
    ...(executablePath === undefined ? {} : { executablePath }),
  });
};

/** Serves the world's console; gives its process and its address. */
export async function serveConsole(world: World, options: OpenOptions = {}) {
  const served = world.start(
    process.execPath,
    [terminalEntry, 'serve', '--no-open', '--home', options.home ?? world.home],
    options.env === undefined ? {} : { env: options.env },
  );
  return { served, address: await printedAddress(served) };
}

/** Serves the world's console and opens it in Chromium. */
export async function openInBrowser(world: World, options: OpenOptions): Promise<OpenedConsole> {
  const { served, address } = await serveConsole(world, options);
  const browser = await launchChromium();
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    colorScheme: options.theme ?? null,
  });
  await page.goto(address);
  return {
    page,
    async download(press) {
      const [file] = await Promise.all([page.waitForEvent('download'), press()]);
      return readFile(await file.path(), 'utf8');
    },
    async close() {
      await browser.close();
      await endChild(served, 'SIGTERM');
    },
    async kill() {
      await endChild(served, 'SIGKILL');
      await browser.close();
    },
  };
}
