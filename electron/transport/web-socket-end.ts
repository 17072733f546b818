import type { RawData, WebSocket } from 'ws';
import type { Frame, FrameEnd } from './frames.ts';

/** A reader with so many bytes unread is let go: it comes back and starts from a snapshot. */
const mostWaiting = 256 * 1024 * 1024;

/** “Try again later”, as the registry of close codes names it. */
const tooFarBehind = 1013;

function frameOf(data: RawData, isBinary: boolean): Frame {
  // With the default binaryType the data is one Buffer.
  const whole = data as Buffer;
  // A copy of its own: a Buffer may be a window on a pool, which a port would send whole.
  return isBinary ? new Uint8Array(whole) : whole.toString('utf8');
}

/** The end of a connection that a WebSocket is. */
export function webSocketEnd(socket: WebSocket): FrameEnd {
  return {
    send(frame) {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > mostWaiting) socket.close(tooFarBehind);
      else socket.send(frame);
    },
    onFrame(take) {
      socket.on('message', (data, isBinary) => take(frameOf(data, isBinary)));
    },
    onClose(tell) {
      socket.on('close', tell);
    },
    close: () => socket.close(),
  };
}
