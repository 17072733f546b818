import { basename } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Clock } from '#shared/domain/clock.ts';
import type { View } from '#shared/contract/view.ts';
import type { Journal } from '#electron/journal/open-journal.ts';
import type { Relay as RelayChoice } from '#shared/domain/preferences.ts';
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
  /** Whether what is not there has cleared. */
  readonly isWhole: () => boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What the settings say; the environment goes before it. */
  readonly chosen: () => RelayChoice;
}

/** Ended by the signal, it leaves no timer that would keep a closing console alive. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  setTimeout(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });

/** The gateway that the environment names, else the settings; undefined when there is none. */
function gatewayOf({ env, journal, chosen }: RelayPartDeps): Gateway | undefined {
  const relay = chosen();
  const url = env['ROLLCALL_GATEWAY_URL'] || relay.url;
  if (!url) return undefined;
  const [workspace] = journal.workspaces.list();
  const project = env['ROLLCALL_GATEWAY_PROJECT'] || relay.project;
  return {
    url,
    project: project || basename(workspace?.path ?? process.cwd()),
    token: env['ROLLCALL_GATEWAY_TOKEN'],
  };
}

/**
 * Tells a gateway every transition and condition, while one is named; see docs/relay.md. What the
 * operator changes in the settings applies from the next publication on.
 */
export function startRelayPart(deps: RelayPartDeps): { stop(): Promise<void> } {
  const { journal, clock, live } = deps;
  const log = createLog({ clock, write: toFile(homePaths(deps.home).logFile) });
  let named: string | undefined;
  let relay: Relay | undefined;
  const ended: Promise<void>[] = [];

  function begin(gateway: Gateway | undefined): Relay | undefined {
    if (gateway === undefined) return undefined;
    if (!URL.canParse(gateway.url)) {
      // Not said which: a password may stand in it.
      log.error('ROLLCALL_GATEWAY_URL is no address; nothing is relayed.');
      return undefined;
    }
    return startRelay({
      gateway,
      outbox: journal.outbox,
      sleep: pause,
      random: Math.random,
      onTrouble: (why) => log.warn('The gateway was lost; it is tried again.', { why }),
    });
  }

  /** Follows what is named now: one relay at a time, the former one ended. */
  function follow(): void {
    const gateway = gatewayOf(deps);
    const name = JSON.stringify([gateway?.url, gateway?.project]);
    if (name === named) return;
    named = name;
    if (relay !== undefined) ended.push(relay.stop());
    relay = begin(gateway);
  }

  const tell = ({ header, conditions, acknowledged }: View): void => {
    follow();
    // Before the first look nothing is known, and nothing has cleared.
    if (relay === undefined || header.observedAt === null) return;
    const all = [...conditions, ...acknowledged];
    if (journal.outbox.gather(all, clock.now(), deps.isWhole()) > 0) relay.wake();
  };
  follow();
  const unlisten = live.onChange(tell);
  return {
    async stop() {
      unlisten();
      await Promise.all([...ended, relay?.stop()]);
    },
  };
}
