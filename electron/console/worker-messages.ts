import type { MessagePort } from 'node:worker_threads';
import type { ConsoleOptions, OpenError } from './open-console.ts';

/** What the worker is started with. */
export type WorkerInput = Pick<ConsoleOptions, 'home' | 'shell' | 'fallbackReason'>;

/** From the shell's thread to the console's. */
export type ToWorker =
  /** A transport's end: oRPC frames come and go through it. */
  { readonly kind: 'connect'; readonly port: MessagePort } | { readonly kind: 'close' };

/** From the console's thread to the shell's. */
export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly error: OpenError }
  | { readonly kind: 'count'; readonly needsYou: number }
  /** Only the shell can start a broker in Electron; it speaks through this port. */
  | { readonly kind: 'launch_broker'; readonly port: MessagePort }
  | { readonly kind: 'closed' };
