// `npm run screenshots`: sets everything up, then takes the pictures in docs/screenshots.
import { chromiumForStories } from './checks/chromium.mjs';
import { node24 } from './setup/installation.mjs';
import { at } from './setup/places.mjs';
import { endLike, runCommand } from './setup/run-command.mjs';
import { afterSetUp } from './setup/set-up.mjs';

await afterSetUp(async () => {
  const env = { ...process.env, ROLLCALL_CHROMIUM: await chromiumForStories() };
  endLike(await runCommand(node24, [at('e2e', 'screenshots.ts')], { env }));
});
