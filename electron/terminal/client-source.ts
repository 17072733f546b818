import { createRouterClient, ORPCError } from '@orpc/server';
import { isObject } from '#shared/domain/json.ts';
import { sayMovedAside } from '#electron/journal/journal-error.ts';
import { openJournal, type Journal } from '#electron/journal/open-journal.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { homePaths } from '#electron/platform/home.ts';
import { connectControl, type ContractClient } from '#electron/transport/connect-control.ts';
import { CommandFailure, exitCodes } from './exit-codes.ts';
import { openTerminalConsole } from './open-terminal-console.ts';
import type { Screen } from './screen.ts';
import { keepLooking } from './staying-console.ts';

export interface ClientUse {
  readonly client: ContractClient;
  readonly screen: Screen;
}

export interface JournalUse {
  readonly journal: Journal;
  readonly screen: Screen;
  readonly home: string;
}

/** Gives a command what it works with, and turns its outcome into the exit code. */
export interface ClientSource {
  readonly home: string;
  readonly screen: Screen;
  /**
   * A client of the console that owns the home, or of one opened here for as long as it takes. That one
   * looks only when asked, unless `isLooking`.
   */
  use(
    command: (use: ClientUse) => Promise<number>,
    options?: { readonly isLooking?: boolean },
  ): Promise<void>;
  /** The journal alone: for writing records beside whatever console is running. */
  withJournal(command: (use: JournalUse) => Promise<number> | number): Promise<void>;
  /** Neither: only the exit code. */
  run(command: () => Promise<number> | number): Promise<void>;
}

interface Acquired {
  readonly client: ContractClient;
  close(): Promise<void>;
}

async function acquire(
  home: string,
  isLooking: boolean,
  tell: (text: string) => void,
): Promise<Acquired> {
  // Git cannot be run from a folder that is gone: that is said before anything is begun.
  process.cwd();
  const opened = await openTerminalConsole(home);
  if (opened.ok) {
    if (opened.value.movedAside !== null) tell(sayMovedAside(opened.value.movedAside));
    const client = createRouterClient(opened.value.router);
    const { close } = isLooking ? await keepLooking(home, opened.value, tell) : opened.value;
    return { client, close };
  }
  if (opened.error.kind === 'home_unreadable')
    throw new CommandFailure(exitCodes.couldNotLook, opened.error.message);
  const socket = opened.error.socket;
  const connection = socket === undefined ? undefined : await connectControl(socket);
  if (connection?.ok === true) {
    const { client, close } = connection.value;
    return { client, close: async () => close() };
  }
  throw new CommandFailure(exitCodes.refused, opened.error.message);
}

/** Which value the contract does not take, and why, in its schemas' words. */
function issuesOf(data: unknown): string {
  const issues = isObject(data) && Array.isArray(data['issues']) ? data['issues'] : [];
  return issues
    .filter(isObject)
    .map(({ path, message }) => `${Array.isArray(path) ? path.join('.') : ''}: ${String(message)}.`)
    .join(' ');
}

/** Whoever stands in a worktree that was cleaned up meanwhile has no working directory. */
const isNowhere = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd';

/** What went wrong, in words; a bug keeps its stack. */
function report(error: unknown): { exitCode: number; text: string } {
  if (error instanceof CommandFailure) return { exitCode: error.exitCode, text: error.message };
  if (error instanceof ORPCError && error.defined) {
    const isMissing = error.code === 'NOT_FOUND';
    return {
      exitCode: isMissing ? exitCodes.couldNotLook : exitCodes.refused,
      text: error.message,
    };
  }
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST')
    return { exitCode: exitCodes.wrongUsage, text: issuesOf(error.data) };
  if (isNowhere(error))
    return {
      exitCode: exitCodes.couldNotLook,
      text: 'The folder that you are in is not there any more: go to another one and try again.',
    };
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { exitCode: exitCodes.couldNotLook, text };
}

export function createClientSource(home: string, screen: Screen): ClientSource {
  async function run(command: () => Promise<number> | number): Promise<void> {
    try {
      process.exitCode = await command();
    } catch (error) {
      const { exitCode, text } = report(error);
      screen.tell(text);
      process.exitCode = exitCode;
    }
  }

  return {
    home,
    screen,
    run,
    use: (command, { isLooking = false } = {}) =>
      run(async () => {
        const { client, close } = await acquire(home, isLooking, (text) => screen.tell(text));
        try {
          return await command({ client, screen });
        } finally {
          await close();
        }
      }),
    withJournal: (command) =>
      run(async () => {
        // Makes the home as well.
        const opened = openJournal({
          file: homePaths(home).journal,
          clock: systemClock,
          isThorough: false,
        });
        if (!opened.ok) throw new CommandFailure(exitCodes.couldNotLook, opened.error.message);
        const journal = opened.value;
        const { movedAside } = journal.opening;
        if (movedAside !== null) screen.tell(sayMovedAside(movedAside));
        try {
          return await command({ journal, screen, home });
        } finally {
          journal.close();
        }
      }),
  };
}
