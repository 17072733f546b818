import type { StaleRecord } from '#shared/domain/records.ts';
import type { Result } from '#shared/result.ts';
import { CommandFailure, exitCodes } from './exit-codes.ts';

/** Others (hooks, a console) write the same records at the same time. */
const attempts = 8;

/**
 * Does it once more whenever a record was changed between its reading and its writing; `readAndWrite`
 * does both. Throws a `CommandFailure` when that happens again and again.
 */
export function untilWritten(readAndWrite: () => Result<void, StaleRecord>): void {
  for (let attempt = 1; ; attempt += 1) {
    const written = readAndWrite();
    if (written.ok) return;
    if (attempt === attempts) throw new CommandFailure(exitCodes.found, written.error.message);
  }
}
