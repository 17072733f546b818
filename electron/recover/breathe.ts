import { setImmediate } from 'node:timers/promises';

/** Lets everybody else have a turn: without it, items that wait for nothing would let nobody stop them. */
export const breathe = (): Promise<void> => setImmediate();
