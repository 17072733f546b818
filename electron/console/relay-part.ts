import { basename } from 'node:path';
import type { Clock } from '#shared/domain/clock.ts';
import type { View } from '#shared/contract/view.ts';
import type { Journal } from '#electron/journal/open-journal.ts';
import { createLog, toFile } from '#electron/platform/log.ts';
import { homePaths } from '#electron/platform/home.ts';
import type { Gateway } from '#electron/relay/gateway-connection.ts';
import { startRelay, type Relay } from '#electron/relay/relay.ts';
import type { Live } from './live.ts';

export interface RelayPartDeps {
  readonly home: string;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly live: Live;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The gateway that the environment names; undefined when there is none. */
function gatewayOf({ env, journal }: RelayPartDeps): Gateway | undefined {
  const url = env['ROLLCALL_GATEWAY_URL'];
  if (url === undefined || url === '') return undefined;
  const [workspace] = journal.workspaces.list();
  const project = env['ROLLCALL_GATEWAY_PROJECT'] ?? '';
  return {
    url,
    project: project === '' ? basename(workspace?.path ?? process.cwd()) : project,
    token: env['ROLLCALL_GATEWAY_TOKEN'],
  };
}

/** Tells a gateway every transition and condition, when one is named; see docs/relay.md. */
export function startRelayPart(deps: RelayPartDeps): { stop(): Promise<void> } {
  const { journal, clock, live } = deps;
  const gateway = gatewayOf(deps);
  const log = createLog({ clock, write: toFile(homePaths(deps.home).logFile) });
  if (gateway === undefined) return { stop: async () => undefined };
  if (!URL.canParse(gateway.url)) {
    log.error('ROLLCALL_GATEWAY_URL is no address; nothing is relayed.', { url: gateway.url });
    return { stop: async () => undefined };
  }
  const relay: Relay = startRelay({
    gateway,
    outbox: journal.outbox,
    sleep: (ms) => clock.sleep(ms),
    random: Math.random,
    onTrouble: (why) => log.warn('The gateway was lost; it is tried again.', { why }),
  });
  const tell = ({ header, conditions, acknowledged }: View): void => {
    // Before the first look nothing is known, and nothing has cleared.
    if (header.observedAt === null) return;
    if (journal.outbox.gather([...conditions, ...acknowledged], clock.now()) > 0) relay.wake();
  };
  const unlisten = live.onChange(tell);
  return {
    async stop() {
      unlisten();
      await relay.stop();
    },
  };
}
