/** A shell gives this much more than its number for a command that a signal ended. */
const signalBase = 128;
const mostSignals = 64;

/** How a process ended, in words that follow its name: “ended by signal 9 (code 137)”. */
export const sayEnd = (exitCode: number): string =>
  exitCode > signalBase && exitCode <= signalBase + mostSignals
    ? `ended by signal ${exitCode - signalBase} (code ${exitCode})`
    : `ended with code ${exitCode}`;
