// Browser entry: the same console, on a loopback port.
import { randomBytes } from 'node:crypto';
import { startConsoleHost } from '#electron/console/console-host.ts';
import { sayMovedAside } from '#electron/journal/journal-error.ts';
import { builtLayout } from '#electron/platform/built-layout.ts';
import type { BrokerChannel } from '#electron/platform/broker-messages.ts';
import { launchNodeBroker } from '#electron/platform/node-broker.ts';
import { openInBrowser } from '#electron/platform/open-in-browser.ts';
import { outliveReaders } from '#electron/platform/outlive-readers.ts';
import { linkConsole } from '#electron/transport/console-link.ts';
import { createHttpShell } from '#electron/transport/http.ts';
import { readStaticFiles } from '#electron/transport/static-files.ts';
import { createWebSocketRelay } from '#electron/transport/websocket.ts';

export interface ServeOptions {
  readonly home: string;
  /** Any free port when left out. */
  readonly port?: number | undefined;
  /** Whether to open the operator's browser; true when left out. */
  readonly open?: boolean | undefined;
  /** Why this is not the desktop window, if it should have been. */
  readonly fallbackReason: string | null;
}

/** How this process starts the broker: an installed Electron cannot be forked as Node. */
async function brokerLauncher(script: string): Promise<() => BrokerChannel> {
  if (process.versions['electron'] === undefined) return () => launchNodeBroker(script);
  const { launchUtilityBroker } = await import('#electron/desktop/utility-broker.ts');
  return () => launchUtilityBroker(script);
}

const secret = (): string => randomBytes(32).toString('base64url');

/** Resolves when the operator (Ctrl+C) or the system asks the process to end. */
function askedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => resolve());
  });
}

/**
 * Serves the console until it is told to stop. Gives the exit code: 0 stopped, 2 the port cannot be
 * used, 3 the home cannot be used or the console ended by itself and could not go on, 4 another console
 * owns the home and does not answer. The address goes to standard output, everything else to standard
 * error.
 */
export async function serve(options: ServeOptions): Promise<number> {
  outliveReaders([process.stdout, process.stderr]);
  const layout = builtLayout(import.meta.dirname);
  const started = await startConsoleHost({
    home: options.home,
    shell: 'browser',
    fallbackReason: options.fallbackReason,
    launchBroker: await brokerLauncher(layout.brokerScript),
    scriptDir: layout.scriptDir,
  });
  const linked = await linkConsole(options.home, started);
  if (!linked.ok) {
    console.error(linked.error.message);
    return linked.error.kind === 'home_owned' ? 4 : 3;
  }
  const link = linked.value;
  if (link.movedAside !== null) console.error(sayMovedAside(link.movedAside));
  for (const warning of link.warnings) console.error(warning);
  if (link.runsElsewhere !== null) console.error(`${link.runsElsewhere} This is a view of it.`);
  const shell = await createHttpShell({
    files: await readStaticFiles(layout.rendererDir),
    access: { token: secret(), openingToken: secret(), sessionKey: secret() },
    relay: createWebSocketRelay({ connect: link.connect, pingEveryMs: 30_000 }),
    port: options.port ?? 0,
  });
  if (!shell.ok) {
    console.error(shell.error.message);
    await link.close();
    return 2;
  }
  const ended = new Promise<number>((resolve) => {
    link.onExit(({ message, isRestarted }) => {
      console.error(message);
      if (!isRestarted) resolve(3);
    });
  });
  const stopped = askedToStop();
  console.log(`Rollcall is at ${shell.value.url}`);
  if (options.open !== false) openInBrowser(shell.value.openingUrl, process.platform);
  const code = await Promise.race([ended, stopped.then(() => 0)]);
  await shell.value.close();
  await link.close();
  return code;
}
