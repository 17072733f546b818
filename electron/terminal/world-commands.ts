import { resolve } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import type { ClientSource } from './client-source.ts';
import { describeSweep } from './describe.ts';
import { diagnose } from './diagnose.ts';
import { existingFolder, isFolder } from './existing-folder.ts';
import { CommandFailure, exitCodes } from './exit-codes.ts';

/** Serves the console in a browser until told to stop; gives the exit code. */
export type Serve = (options: {
  readonly home: string;
  readonly port: number | undefined;
  readonly open: boolean;
  readonly fallbackReason: string | null;
}) => Promise<number>;

function parsePort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
}

function addDemo(program: Command, source: ClientSource): void {
  program
    .command('demo')
    .description('makes the sample world: a real repository, worktrees and processes in trouble')
    .argument('[folder]', 'where to make it; default: in the home directory')
    .option('--remove', 'ends its processes and removes all of it')
    .action((folder: string | undefined, options: { remove?: true }) =>
      source.use(async ({ client, screen }) => {
        if (options.remove === true) {
          await client.workspaces.removeSample();
          screen.show({ schemaVersion: 1, removed: true }, () => 'The sample world is gone.');
          return exitCodes.done;
        }
        screen.tell('Making a repository, worktrees and agents; this takes some seconds …');
        const sample = await client.workspaces.createSample(
          folder === undefined ? undefined : { directory: resolve(folder) },
        );
        const sweep = await client.lookAgain();
        screen.show({ schemaVersion: 1, sample, sweep }, () =>
          [
            describeSweep(sweep),
            `The sample world is in ${sample.path}. Remove it with: rollcall demo --remove`,
          ].join('\n'),
        );
        return exitCodes.done;
      }),
    );
}

/** The folder to open; a bare word that is none was meant for a command. */
function folderMeant(word: string): string {
  if (/[/\\]/u.test(word) || isFolder(word)) return existingFolder(word);
  throw new CommandFailure(
    exitCodes.wrongUsage,
    `“${word}” is neither a command nor a folder; rollcall --help shows the commands.`,
  );
}

function addServe(program: Command, source: ClientSource, serve: Serve): void {
  const options = (command: Command): Command =>
    command
      .option('--port <port>', 'default: any free one', parsePort)
      .option('--no-open', 'do not open the browser')
      .option('--reason <sentence>', 'why this is not the desktop window');
  interface ServeFlags {
    readonly port?: number;
    readonly open: boolean;
    readonly reason?: string;
  }
  const run = ({ port, open, reason }: ServeFlags): Promise<number> =>
    serve({ home: source.home, port, open, fallbackReason: reason ?? null });
  options(program.command('serve'))
    .description('the console in a browser, on this machine only')
    .action((flags: ServeFlags) => source.run(() => run(flags)));
  options(program.command('open', { isDefault: true, hidden: true }))
    .argument('[path]', 'a folder to watch')
    .option('--browser', 'in the browser, also where a window could be opened')
    .action((path: string | undefined, flags: ServeFlags) =>
      source.run(async () => {
        if (path === undefined) return run(flags);
        const folder = folderMeant(path);
        await source.use(async ({ client }) => {
          await client.workspaces.open({ path: folder });
          return exitCodes.done;
        });
        return run(flags);
      }),
    );
}

/** `demo`, `doctor`, `serve`, and opening the console on a folder. */
export function addWorldCommands(program: Command, source: ClientSource, serve: Serve): void {
  addDemo(program, source);
  addServe(program, source, serve);
  program
    .command('doctor')
    .description('what was found on this machine, each with a remedy')
    .action(() =>
      source.withJournal(async ({ journal, screen, home }) => {
        const findings = await diagnose({ home, journal });
        screen.show({ schemaVersion: 1, findings }, () =>
          findings
            .map((one) => `${one.isGood ? '✓' : '✗'} ${one.what}: ${one.found}${one.remedy}`)
            .join('\n'),
        );
        return findings.every((one) => one.isGood) ? exitCodes.done : exitCodes.found;
      }),
    );
}
