import { dirname, join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import type { Plan } from '#shared/domain/plan.ts';
import { type Verb, verbs } from '#shared/domain/verb.ts';
import type { Made } from './kill-world.ts';
import { openHome } from './open-home.ts';

/** What is done in one world: a verb, and what it is pointed at. */
export interface Act {
  readonly verb: Verb;
  /**
   * `kind:id` of what may be the condition's subject, or the end of a directory's path. An undo is of
   * the operation before it and a restore of the newest backup, to `to:NAME` beside the worktrees.
   * `keep-ignored` among them is that choice.
   */
  readonly subjects: readonly string[];
}

/** Among the subjects: what git ignores is kept too. */
export const keepIgnored = 'keep-ignored';

/** Plans one item and carries it out; throws when it cannot be planned. Gives what became of it. */
export async function actIn(home: string, act: Act) {
  const opened = await openHome(home);
  const client = createRouterClient(opened.router);
  const { planId, fingerprint, items } = await planFor(client, home, act);
  const [item] = items;
  if (item?.eligible !== true) throw new Error(`${item?.conditionId}: ${item?.why}`);
  const operation = await client.recover.apply({ planId, fingerprint, confirmedCount: 1 });
  await opened.close();
  return operation.items[0];
}

/** Carries an act out before the one that is ended; it must come about. */
export async function doBefore({ world, journal }: Omit<Made, 'folder'>, act: Act): Promise<void> {
  // The console of the act is another writer of the same journal.
  journal.close();
  const item = await actIn(world.home, act);
  if (item?.result !== 'applied') throw new Error(`${act.verb} before it: ${item?.why}`);
}

type Client = ReturnType<
  typeof createRouterClient<Awaited<ReturnType<typeof openHome>>['router'], Record<never, never>>
>;

async function planFor(client: Client, home: string, { verb, subjects }: Act): Promise<Plan> {
  const { conditions } = await client.lookAgain();
  if (verb === 'undo') {
    const [done] = await client.recover.operations();
    return client.recover.planUndo({ operationId: done?.operationId ?? '' });
  }
  if (verb === 'restore') {
    const [kept] = await client.backups.list();
    const name = subjects.find((one) => one.startsWith('to:'))?.slice(3);
    const to = name === undefined ? {} : { to: join(dirname(home), 'shop.worktrees', name) };
    return client.backups.restore({ backupId: kept?.id ?? '', ...to });
  }
  const about = conditions.filter(({ subject: { kind, id } }) =>
    subjects.some((one) => one === `${kind}:${id}` || (one.startsWith('/') && id.endsWith(one))),
  );
  const condition =
    about.find(({ actions }) => actions.some((one) => one.verb === verb && one.offered)) ??
    about[0];
  if (condition === undefined)
    throw new Error(`No condition is about ${subjects.join()}: ${conditions.map(({ id }) => id)}`);
  const choices = subjects.includes(keepIgnored) ? { keepIgnored: true } : {};
  return client.recover.plan({ verb, conditionIds: [condition.id], choices });
}

/** The verb of that name; throws when there is none. */
export function verbNamed(name: string): Verb {
  const verb = verbs.find((one) => one === name);
  if (verb === undefined) throw new Error(`There is no verb ${name}.`);
  return verb;
}
