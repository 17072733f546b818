// `npm run --silent rollcall -- …`: the terminal entry of a checkout. Standard output is the command's.
import { node24 } from './setup/installation.mjs';
import { operatorDir, terminalEntry } from './setup/places.mjs';
import { endLike, runCommand } from './setup/run-command.mjs';
import { afterSetUp } from './setup/set-up.mjs';

await afterSetUp(async () => {
  endLike(
    await runCommand(node24, [terminalEntry, ...process.argv.slice(2)], { cwd: operatorDir() }),
  );
});
