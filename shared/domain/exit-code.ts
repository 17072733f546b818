/** A shell gives this much more than its number for a command that a signal ended. */
const signalBase = 128;
const mostSignals = 64;

/** The number of the signal that ended a process; undefined where it ended by itself. */
const signalOf = (exitCode: number): number | undefined =>
  exitCode > signalBase && exitCode <= signalBase + mostSignals ? exitCode - signalBase : undefined;

/** How a process ended, in words that follow its name: “ended by signal 9 (code 137)”. */
export function sayEnd(exitCode: number): string {
  const signal = signalOf(exitCode);
  return signal === undefined
    ? `ended with code ${exitCode}`
    : `ended by signal ${signal} (code ${exitCode})`;
}

/** SIGINT and SIGQUIT: keys that a person presses in the process's own terminal. */
const pressed: readonly number[] = [2, 3];

/** Whether neither the process nor whoever sits at its terminal ended it: a kill, a closed window, a shutdown. */
export function wasKilled(exitCode: number): boolean {
  const signal = signalOf(exitCode);
  return signal !== undefined && !pressed.includes(signal);
}
