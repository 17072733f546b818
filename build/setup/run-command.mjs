import { spawn } from 'node:child_process';
import { root } from './places.mjs';

/**
 * @typedef {object} Ended
 * @property {number | null} code
 * @property {NodeJS.Signals | null} signal
 * @property {string | null} failure why it could not even be started
 */

/**
 * Runs a command to its end. A time limit ends it with SIGKILL; requests to end this process are
 * passed on to it.
 * @param {string} command
 * @param {string[]} args
 * @param {{ stdio?: import('node:child_process').StdioOptions, env?: NodeJS.ProcessEnv, timeoutMs?: number, cwd?: string }} [options]
 * @returns {Promise<Ended>}
 */
export function runCommand(command, args, options = {}) {
  const { stdio = 'inherit', env = process.env, timeoutMs, cwd = root } = options;
  const child = spawn(command, args, { cwd, stdio, env });
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const passOn = (/** @type {NodeJS.Signals} */ signal) => {
    // A terminal sends Ctrl+C to the child as well; twice would mean “at once”.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of signals) process.on(signal, passOn);
  const timer =
    timeoutMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  return new Promise((resolve) => {
    const end = (/** @type {Ended} */ ended) => {
      clearTimeout(timer);
      for (const signal of signals) process.off(signal, passOn);
      resolve(ended);
    };
    child.on('error', (error) => end({ code: null, signal: null, failure: error.message }));
    child.on('close', (code, signal) => end({ code, signal, failure: null }));
  });
}

/**
 * Ends this process the way a command ended.
 * @param {Ended} ended
 */
export function endLike({ code, signal, failure }) {
  if (failure !== null) console.error(failure);
  if (signal !== null) process.kill(process.pid, signal);
  else process.exitCode = code ?? 1;
}

/** A sentence about an end that was not a good one. @param {Ended} ended */
export const describeEnd = ({ code, signal, failure }) =>
  failure ?? (signal === null ? `it ended with code ${code}` : `it was ended by ${signal}`);
