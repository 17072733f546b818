import type { EventEmitter } from 'node:events';

/**
 * For a console that stays: a terminal that has gone, or a reader that has seen enough, ends nothing. The
 * screens tell what matters. Takes back whatever was to happen instead.
 */
export function outliveReaders(outputs: readonly EventEmitter[]): void {
  for (const output of outputs) {
    output.removeAllListeners('error');
    // There is nowhere left to tell it.
    output.on('error', () => undefined);
  }
}
