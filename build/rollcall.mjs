// `npm run --silent rollcall -- …`: the terminal entry of a checkout. Standard output is the command's.
import { node24 } from './setup/installation.mjs';
import { asksForConsole, openConsole } from './setup/open-console.mjs';
import { operatorDir, terminalEntry } from './setup/places.mjs';
import { endLike, runCommand } from './setup/run-command.mjs';
import { afterSetUp } from './setup/set-up.mjs';

const given = process.argv.slice(2);

await afterSetUp(async () => {
  if (asksForConsole(given)) await openConsole(given);
  else endLike(await runCommand(node24, [terminalEntry, ...given], { cwd: operatorDir() }));
});
