// `npm run pictures`: sets everything up, then draws e2e/pictures anew. Look at what changed before
// it is committed: the stories take these pictures for right.
import { chromiumForStories } from './checks/chromium.mjs';
import { node24 } from './setup/installation.mjs';
import { at } from './setup/places.mjs';
import { endLike, runCommand } from './setup/run-command.mjs';
import { afterSetUp } from './setup/set-up.mjs';

await afterSetUp(async () => {
  const env = { ...process.env, ROLLCALL_CHROMIUM: await chromiumForStories() };
  const draw = ['test', '--project=browser', '--update-snapshots=changed', 'pictures.spec.ts'];
  const playwright = at('node_modules', '@playwright', 'test', 'cli.js');
  endLike(await runCommand(node24, [playwright, ...draw], { env }));
});
