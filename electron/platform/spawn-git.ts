import { existsSync } from 'node:fs';
import { simpleGit } from 'simple-git';
import type { GitError, GitRequest } from '#shared/domain/git.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { gitEnvironment, guardedNames } from './git-environment.ts';
import { hardenedArguments, meantSettings } from './git-hardening.ts';

export type Outcome = Result<string, GitError>;

/** An answer that git, or the attempt to run it, went wrong; `exitCode` null when it never ended. */
export const failed = (message: string, exitCode: number | null = null): Outcome =>
  err({ kind: 'git_failed', message, exitCode });

const named = (request: GitRequest): string => `git ${request.args[0] ?? ''} in ${request.cwd}`;

interface Bounds {
  /** What the request may take, with whatever else is done for it. */
  readonly timeoutMs: number;
  /** What is left of that for this process. */
  readonly leftMs: number;
  readonly maxOutputBytes: number;
}

interface Ending {
  readonly exitCode: number;
  readonly stderr: string;
  readonly stdout: string;
}

const textOf = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString('utf8').trim();

/** How much of what a failed command printed is told; the end of it says why. */
const mostPrinted = 1000;

/** One git process, hardened, with the named content filters off; ended at either bound. */
export async function spawnGit(
  request: GitRequest,
  filters: readonly string[],
  { timeoutMs, leftMs, maxOutputBytes }: Bounds,
): Promise<Outcome> {
  const stop = new AbortController();
  let ending: Ending = { exitCode: 0, stderr: '', stdout: '' };
  let printedBytes = 0;
  const count = (chunk: Buffer) => {
    printedBytes += chunk.length;
    if (printedBytes > maxOutputBytes) stop.abort();
  };
  const env = gitEnvironment(request, process.env, filters);
  const git = simpleGit({
    baseDir: request.cwd,
    unsafe: meantSettings,
    allowEnvironment: guardedNames(env),
    abort: stop.signal,
    // Output counts as complete when the pipe is closed, not some time after the exit.
    completion: { onClose: true, onExit: false },
    errors(error, { exitCode, stdErr, stdOut }) {
      ending = { exitCode, stderr: textOf(stdErr), stdout: exitCode === 0 ? '' : textOf(stdOut) };
      return isAnswer(request, exitCode, ending.stderr)
        ? error
        : (error ?? new Error(ending.stderr));
    },
  })
    .env(env)
    .outputHandler((_command, stdout, stderr) => {
      stdout.on('data', count);
      stderr.on('data', count);
      // Else simple-git waits another 50 ms for the output of every command that prints nothing.
      stdout.once('end', () => stdout.emit('data', Buffer.alloc(0)));
    });

  const ran = git.raw(hardenedArguments(request.args)).then(ok, (error: unknown) => {
    if (printedBytes > maxOutputBytes)
      return failed(`${named(request)} printed more than ${maxOutputBytes} bytes and was ended.`);
    return explain(request, ending, error);
  });
  return endAfter(leftMs, ran, () => {
    stop.abort();
    const message = `${named(request)} took longer than ${timeoutMs} ms and was ended; look again.`;
    return err({ kind: 'timed_out', message, timeoutMs });
  });
}

/** Answers with `late()` at the deadline, even when the process cannot be ended. */
async function endAfter(ms: number, ran: Promise<Outcome>, late: () => Outcome): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => resolve(late()), ms);
  });
  try {
    return await Promise.race([ran, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

/** `diff --no-index` and the like exit with 1 to say that there are differences. */
const isAnswer = (request: GitRequest, exitCode: number, stderr: string): boolean =>
  exitCode === 0 || (exitCode === 1 && request.args[0] === 'diff' && stderr === '');

function explain(
  request: GitRequest,
  { exitCode, stderr, stdout }: Ending,
  error: unknown,
): Outcome {
  // A negative code is the system's answer to the spawn, not git's.
  if (exitCode < 0 && stderr.includes('ENOENT') && existsSync(request.cwd))
    return err({ kind: 'git_missing', message: 'git was not found on the path; install it.' });
  const unspoken = exitCode === 0 ? String(error) : `exit code ${exitCode}, without a word`;
  // Some commands (am, commit, merge) say there why they stopped.
  const printed = stdout.slice(-mostPrinted).trim();
  const reason = stderr || printed || unspoken;
  return failed(`${named(request)} failed: ${reason}`, exitCode === 0 ? null : exitCode);
}
