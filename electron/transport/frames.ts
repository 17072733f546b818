import type { MessagePort } from 'node:worker_threads';

/** One message of the wire: text, or bytes when a call carries a file. */
export type Frame = string | Uint8Array;

/** One end of a connection, whatever it is made of. */
export interface FrameEnd {
  send(frame: Frame): void;
  /** Called once, before any frame is lost; frames that came earlier wait. */
  onFrame(take: (frame: Frame) => void): void;
  onClose(tell: () => void): void;
  /** Safe to repeat. */
  close(): void;
}

/**
 * The largest message taken from a page or a client, in bytes (of text: characters). The console's
 * own answers are not bounded: a snapshot of a large world is one message.
 */
export const largestAsked = 16 * 1024 * 1024;

/** What arrived as a frame, or undefined for anything that is none or is longer than `limit`. */
export function asFrame(value: unknown, limit: number): Frame | undefined {
  const frame = value instanceof ArrayBuffer ? new Uint8Array(value) : value;
  if (typeof frame !== 'string' && !(frame instanceof Uint8Array)) return undefined;
  return frame.length > limit ? undefined : frame;
}

/** Passes frames both ways; when one end closes, so does the other. Reads nothing in them. */
export function joinEnds(one: FrameEnd, other: FrameEnd): void {
  one.onClose(() => other.close());
  other.onClose(() => one.close());
  one.onFrame((frame) => other.send(frame));
  other.onFrame((frame) => one.send(frame));
}

/** The end that leads to the console in its worker thread. */
export function portEnd(port: MessagePort): FrameEnd {
  return {
    send: (frame) => port.postMessage(frame),
    onFrame(take) {
      port.on('message', (value: unknown) => {
        const frame = asFrame(value, Number.POSITIVE_INFINITY);
        if (frame === undefined) port.close();
        else take(frame);
      });
    },
    onClose(tell) {
      port.on('close', tell);
    },
    close: () => port.close(),
  };
}
