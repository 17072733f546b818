// Plans one verb on every condition whose subject begins so, and carries it out; may be ended anywhere.
import { createRouterClient } from '@orpc/server';
import { verbs } from '#shared/domain/verb.ts';
import { openHome } from './open-home.ts';

const [home = '', verbName = '', prefix = ''] = process.argv.slice(2);
const verb = verbs.find((one) => one === verbName);
if (verb === undefined) throw new Error(`There is no verb ${verbName}.`);
const opened = await openHome(home);
const client = createRouterClient(opened.router);
const { conditions } = await client.lookAgain();
const meant = conditions.filter(({ subject }) => subject.id.startsWith(prefix));
const { planId, fingerprint } = await client.recover.plan({
  verb,
  conditionIds: meant.map(({ id }) => id),
});
await client.recover.apply({ planId, fingerprint });
await opened.close();
