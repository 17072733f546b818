// `npm run bench NAME`: figures, measured on this machine and printed; never part of `npm test`.
import { chromiumForStories } from './checks/chromium.mjs';
import { node24 } from './setup/installation.mjs';
import { at } from './setup/places.mjs';
import { endLike, runCommand } from './setup/run-command.mjs';
import { afterSetUp } from './setup/set-up.mjs';

/** What is measured by each. @type {Readonly<Record<string, string>>} */
const benches = {
  detect:
    'from a fault in a real world to its condition; what silence costs (--faults N, --silence S)',
  bulk: 'operations on 10,000 records and 200 worktrees: progress, stop, a kill (--small, --records N, --trees N)',
  desktop:
    'the real window on 10,000 records and 200 worktrees; needs an Electron and a display (--small)',
  kill: 'SIGKILL at every failpoint of every verb, and the next start (--full, --only NAME, --shard I/N)',
  politeness: 'sweeps beside an agent that commits, rebases and checks out (--sweeps N)',
  probe: 'a full look at worktrees, and the next ones (--full for 200 worktrees of 5,000 files)',
  reconcile: 'sessions beside engine entries, against a linear search (--small)',
  stale: '5,000 plans, each followed by a change of the world (--trials N, --seed N, --shard I/N)',
  restore:
    'random worktrees: backup, clean up, restore, compared to the byte (--trials N, --seed N, --shard I/N)',
  ui: 'the console in Chromium with 50,000 conditions',
};

const [name = '', ...rest] = process.argv.slice(2);

if (Object.hasOwn(benches, name)) {
  await afterSetUp(async () => {
    const env = { ...process.env, ROLLCALL_CHROMIUM: await chromiumForStories() };
    endLike(await runCommand(node24, [at('e2e', 'bench', `${name}.ts`), ...rest], { env }));
  });
} else {
  console.error('usage: npm run bench NAME, with one of');
  for (const [known, about] of Object.entries(benches)) console.error(`  ${known}  ${about}`);
  process.exitCode = 2;
}
