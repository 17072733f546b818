import { MessageChannel } from 'node:worker_threads';
import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { contract } from '#shared/contract/api.ts';
import { ok } from '#shared/result.ts';
import { portEnd } from './frames.ts';
import type { ConnectConsole } from './websocket.ts';

const call = implement(contract);

/** A console that knows one answer and one stream: what the transports' own tests talk to. */
export function testingConsole(): { connect: ConnectConsole; opened(): number; closed(): number } {
  let opened = 0;
  let closed = 0;
  const handler = new RPCHandler({
    about: call.about.handler(() => ({
      version: '1.2.3',
      home: '/home/of/tests',
      shell: 'browser' as const,
      platform: 'linux',
      fallbackReason: null,
    })),
    inspect: {
      diff: call.inspect.diff.handler(({ input }) => ({ ...input, text: input.path, note: null })),
    },
  });
  return {
    opened: () => opened,
    closed: () => closed,
    connect: async () => {
      const { port1, port2 } = new MessageChannel();
      opened += 1;
      port1.on('close', () => (closed += 1));
      handler.upgrade(port1);
      return ok(portEnd(port2));
    },
  };
}
