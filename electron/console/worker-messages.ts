import type { MessagePort } from 'node:worker_threads';
import type { Lane } from '#shared/domain/condition.ts';
import type { News } from '#shared/domain/news.ts';
import type { ConsoleOptions, OpenError } from './open-console.ts';

/** How many items need a person, by lane. */
export type LaneCounts = Readonly<Record<Lane, number>>;

/** A damaged journal that was kept under another name; null: it was sound. */
export type MovedAside = { readonly to: string; readonly why: string } | null;

/** What the worker is started with. */
export type WorkerInput = Required<
  Pick<ConsoleOptions, 'home' | 'shell' | 'fallbackReason' | 'token'>
>;

/** From the shell's thread to the console's. */
export type ToWorker =
  /** A transport's end: oRPC frames come and go through it. */
  | { readonly kind: 'connect'; readonly port: MessagePort }
  /** To be answered by `idle` as soon as no operation is running. */
  | { readonly kind: 'tell_idle' }
  | { readonly kind: 'close' };

/** From the console's thread to the shell's. */
export type FromWorker =
  | { readonly kind: 'ready'; readonly movedAside: MovedAside }
  | { readonly kind: 'refused'; readonly error: OpenError }
  | { readonly kind: 'count'; readonly needsYou: number; readonly lanes: LaneCounts }
  | { readonly kind: 'idle' }
  /** To be told outside the window. */
  | { readonly kind: 'news'; readonly news: readonly News[] }
  /** Only the shell can start a broker in Electron; it speaks through this port. */
  | { readonly kind: 'launch_broker'; readonly port: MessagePort };
