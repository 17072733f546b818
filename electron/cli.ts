// Terminal entry: the same engine as the window (docs: terminal contract).
import { Command, CommanderError } from 'commander';
import { serve } from '#electron/serve.ts';
import { homeDirectory } from '#electron/platform/home.ts';
import { createClientSource } from '#electron/terminal/client-source.ts';
import { exitCodes } from '#electron/terminal/exit-codes.ts';
import { addLookCommands } from '#electron/terminal/look-commands.ts';
import { addRecordCommands } from '#electron/terminal/record-commands.ts';
import { addRecoveryCommands } from '#electron/terminal/recovery-commands.ts';
import { addRunCommand } from '#electron/terminal/run-command.ts';
import { createScreen } from '#electron/terminal/screen.ts';
import { takeGlobalOptions } from '#electron/terminal/global-options.ts';
import { addTransferCommands } from '#electron/terminal/transfer-commands.ts';
import { addWorldCommands } from '#electron/terminal/world-commands.ts';
import { version } from '#electron/console/version.ts';

const { home, isJson, rest } = takeGlobalOptions(process.argv.slice(2));
const source = createClientSource(
  homeDirectory({ argument: home, env: process.env }),
  createScreen(isJson),
);

const program = new Command('rollcall')
  .description('Calls the roll of your coding agents, and brings back what can be brought back.')
  .version(version)
  .enablePositionalOptions()
  .exitOverride()
  .addHelpText(
    'after',
    '\nEvery command takes --home DIR (or ROLLCALL_HOME) and --json: one document on stdout, all else on stderr.',
  );

addRunCommand(program, source);
addRecordCommands(program, source);
addLookCommands(program, source);
addRecoveryCommands(program, source);
addTransferCommands(program, source);
addWorldCommands(program, source, serve);

try {
  await program.parseAsync(rest, { from: 'user' });
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  // Commander has already written the sentence; help and version are no errors.
  process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage;
}
