import type { EventEmitter } from 'node:events';

/**
 * Ends quietly when whoever reads the output has seen enough (`rollcall --help | head`): what was to be
 * done is done by then, or the exit code says that it was not. Other errors stay errors.
 */
export function endWithReader(output: EventEmitter, end: () => void): void {
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    end();
  });
}
