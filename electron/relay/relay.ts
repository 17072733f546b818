import type { RelayMessage } from '#shared/domain/relay.ts';
import { messageOf } from '#shared/result.ts';
import { backoffMs } from '#electron/platform/backoff.ts';
import { connectGateway, type Gateway, type GatewayConnection } from './gateway-connection.ts';

export interface RelayDeps {
  readonly gateway: Gateway;
  readonly outbox: {
    pending(afterId: number, limit: number): readonly RelayMessage[];
    acknowledge(id: number): void;
  };
  /** Resolves after that long, and at once when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** 0 to 1. */
  readonly random: () => number;
  /** The gateway could not be reached, or was lost, or the outbox not read; it is tried again by itself. */
  readonly onTrouble: (why: string) => void;
  /** How long the gateway may take to acknowledge; 30 s. */
  readonly patienceMs?: number;
}

/** Tells a gateway what is in the outbox: at least once, in the order of ids. */
export interface Relay {
  /** There may be something new to tell. */
  wake(): void;
  stop(): Promise<void>;
}

/** Messages that may be under way at once. */
const window = 100;

export function startRelay(deps: RelayDeps): Relay {
  const { outbox, patienceMs = 30_000 } = deps;
  const stopping = new AbortController();
  let ring = (): void => undefined;
  let connection: GatewayConnection | undefined;

  /** One connection from its opening to its end; gives whether anything was delivered by it. */
  function converse(): Promise<boolean> {
    return new Promise((resolve) => {
      let sentId = 0;
      let deliveredId = 0;
      let acknowledgedId = 0;
      let hasDelivered = false;
      let isOpen = false;
      let timer: NodeJS.Timeout | undefined;
      let why: string | undefined;

      /** Called by events, where nobody else would take what it throws. */
      function pump(): void {
        try {
          sendNext();
        } catch (error) {
          why = messageOf(error);
          opened.close();
        }
      }

      function sendNext(): void {
        if (deliveredId > acknowledgedId) {
          outbox.acknowledge(deliveredId);
          acknowledgedId = deliveredId;
          hasDelivered = true;
        }
        if (!isOpen || sentId > deliveredId) return;
        const messages = outbox.pending(sentId, window);
        sentId = messages.at(-1)?.id ?? sentId;
        if (messages.length === 0) return;
        opened.send(messages);
        timer = setTimeout(() => opened.close(), patienceMs);
      }

      const opened = connectGateway(deps.gateway, {
        onOpen() {
          isOpen = true;
          pump();
        },
        onDelivered(id) {
          // A number beyond what was sent is none of ours.
          if (!(id > deliveredId) || id > sentId) return;
          deliveredId = id;
          if (id === sentId) clearTimeout(timer);
          pump();
        },
        onClosed(closedBy) {
          clearTimeout(timer);
          isOpen = false;
          connection = undefined;
          if (!stopping.signal.aborted) deps.onTrouble(why ?? closedBy);
          resolve(hasDelivered);
        },
      });
      connection = opened;
      ring = pump;
    });
  }

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        if (outbox.pending(0, 1).length === 0) {
          await new Promise<void>((resolve) => {
            ring = resolve;
          });
          continue;
        }
        failures = (await converse()) ? 1 : failures + 1;
      } catch (error) {
        failures += 1;
        deps.onTrouble(messageOf(error));
      }
      ring = () => undefined;
      if (!stopping.signal.aborted)
        await deps.sleep(backoffMs(failures, deps.random()), stopping.signal);
    }
  }

  const running = run();
  return {
    wake: () => ring(),
    async stop() {
      stopping.abort();
      ring();
      connection?.close();
      await running;
    },
  };
}
