import { tmpdir } from 'node:os';
import { MessageChannel } from 'node:worker_threads';
import { RPCHandler } from '@orpc/server/message-port';
import type { Console } from '#electron/console/open-console.ts';
import { controlSocketPath } from '#electron/platform/control-socket-path.ts';
import { listenOnControlSocket } from '#electron/transport/control-socket.ts';
import { portEnd } from '#electron/transport/frames.ts';
import { ok } from '#shared/result.ts';

/**
 * Lets a console that a terminal command opened look by itself, and other commands be its clients, for
 * as long as the command stays. `tell` is given what an operator should know.
 */
export async function keepLooking(
  home: string,
  console: Console,
  tell: (text: string) => void,
): Promise<{ close(): Promise<void> }> {
  const handler = new RPCHandler(console.router);
  const socket = await listenOnControlSocket({
    path: controlSocketPath(home, { platform: process.platform, tmpDir: tmpdir() }),
    connect: () => {
      const { port1, port2 } = new MessageChannel();
      handler.upgrade(port1);
      port1.start();
      return Promise.resolve(ok(portEnd(port2)));
    },
  });
  if (!socket.ok) tell(socket.error.message);
  console.start();
  return {
    async close() {
      if (socket.ok) await socket.value.close();
      await console.close();
    },
  };
}
