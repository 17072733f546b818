// Opens a console (which settles what an earlier one had begun); with a verb, plans it on one subject
// and carries it out. A failpoint may end it anywhere.
import { createRouterClient } from '@orpc/server';
import { openConsole } from '#electron/console/open-console.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { createGitRunner } from '#electron/platform/git-runner.ts';
import { verbs } from '#shared/domain/verb.ts';

const [home = '', verbName = '', ...subjects] = process.argv.slice(2);

const opened = await openConsole({
  home,
  shell: 'terminal',
  fallbackReason: null,
  runGit: createGitRunner(),
  clock: systemClock,
});
if (!opened.ok) throw new Error(opened.error.message);
if (verbName === 'settle') process.exit(0);
const verb = verbs.find((one) => one === verbName);
if (verb === undefined) throw new Error(`There is no verb ${verbName}.`);
const client = createRouterClient(opened.value.router);
const { conditions } = await client.lookAgain();
const about = conditions.filter(({ subject: { kind, id } }) =>
  subjects.some((one) => one === `${kind}:${id}` || (one.startsWith('/') && id.endsWith(one))),
);
const offers = (condition: (typeof about)[number]) =>
  condition.actions.some((action) => action.verb === verb && action.offered);
const condition = about.find(offers) ?? about[0];
const seen = conditions.map(
  ({ id, actions }) => `${id} ${actions.map((one) => one.verb).join(',')}`,
);
if (condition === undefined)
  throw new Error(`No condition is about ${subjects.join()}: ${seen.join('; ')}`);
const plan = await client.recover.plan({ verb, conditionIds: [condition.id] });
const [item] = plan.items;
if (item?.eligible !== true) throw new Error(`${condition.id}: ${item?.why}; of ${seen}`);
const operation = await client.recover.apply({
  planId: plan.planId,
  fingerprint: plan.fingerprint,
  confirmedCount: 1,
});
process.stdout.write(JSON.stringify(operation.items[0]));
await opened.value.close();
