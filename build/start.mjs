// `npm start`: sets everything up and opens the console, in a window or else in a browser.
import { openConsole } from './setup/open-console.mjs';
import { afterSetUp } from './setup/set-up.mjs';

await afterSetUp(() => openConsole(process.argv.slice(2)));
