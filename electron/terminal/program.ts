import { Command, CommanderError } from 'commander';
import { version } from '#electron/console/version.ts';
import { createClientSource } from './client-source.ts';
import { exitCodes } from './exit-codes.ts';
import { addBackupCommands } from './backup-commands.ts';
import { addHookCommand } from './hook-command.ts';
import { addLookCommands } from './look-commands.ts';
import { addRecordCommands } from './record-commands.ts';
import { addRecoveryCommands } from './recovery-commands.ts';
import { addRunCommand } from './run-command.ts';
import { createScreen } from './screen.ts';
import { addTransferCommands } from './transfer-commands.ts';
import { addWatchCommand } from './watch-command.ts';
import { addWorldCommands } from './world-commands.ts';

export interface ProgramCall {
  /** Absolute. */
  readonly home: string;
  readonly isJson: boolean;
  readonly rest: readonly string[];
  readonly serve: Parameters<typeof addWorldCommands>[2];
}

/** Every command of the terminal; sets the exit code. */
export async function runProgram({ home, isJson, rest, serve }: ProgramCall): Promise<void> {
  const source = createClientSource(home, createScreen(isJson));
  const program = new Command('rollcall')
    .description('Calls the roll of your coding agents, and brings back what can be brought back.')
    .version(version)
    .enablePositionalOptions()
    .exitOverride()
    .addHelpText(
      'after',
      '\nWithout a command, or with a folder (rollcall ./repo), it opens the console.' +
        '\nEvery command takes --home DIR (or ROLLCALL_HOME) and --json: one document on stdout, all else on stderr.',
    );
  addRunCommand(program, source);
  addRecordCommands(program, source);
  addHookCommand(program, home);
  addLookCommands(program, source);
  addWatchCommand(program, source);
  addRecoveryCommands(program, source);
  addBackupCommands(program, source);
  addTransferCommands(program, source);
  addWorldCommands(program, source, serve);
  try {
    await program.parseAsync(rest, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Commander has already written the sentence; help and version are no errors.
    process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage;
  }
}
