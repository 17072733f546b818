import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import type { Plan } from '#shared/domain/plan.ts';
import { verbs, type Verb } from '#shared/domain/verb.ts';
import type { ClientSource, ClientUse } from './client-source.ts';
import { describeOperation, describePlan } from './describe.ts';
import { CommandFailure, exitCodes } from './exit-codes.ts';
import { matching } from './look-commands.ts';
import { queryHelp, selectConditions } from './read-query.ts';

const isVerb = (text: string): text is Verb => verbs.some((verb) => verb === text);

async function conditionIds(
  { client }: ClientUse,
  verb: Verb,
  ids: readonly string[],
): Promise<string[]> {
  const { conditions } = await client.lookAgain();
  return ids.flatMap((id) => {
    const found = matching(conditions, id);
    // A task may have several conditions; its name then means those that this verb is offered for.
    const offered = found.filter((condition) =>
      condition.actions.some((action) => action.verb === verb && action.offered),
    );
    const meant = offered.length > 0 ? offered : found;
    if (meant.length === 0)
      throw new CommandFailure(exitCodes.couldNotLook, `Nothing needs you about “${id}”.`);
    return meant.map((condition) => condition.id);
  });
}

/** All that match and offer the verb; what matches later is not in the plan. */
async function selectedIds({ client }: ClientUse, verb: Verb, query: string): Promise<string[]> {
  const { conditions, observedAt } = await client.lookAgain();
  const offered = selectConditions(conditions, query, observedAt).filter(({ actions }) =>
    actions.some((action) => action.verb === verb && action.offered),
  );
  if (offered.length === 0)
    throw new CommandFailure(
      exitCodes.couldNotLook,
      `Nothing that matches “${query}” offers ${verb}.`,
    );
  return offered.map(({ id }) => id);
}

/** Asks on a terminal; without one, and without --yes, nothing is done. */
async function confirm(plan: Plan, isYes: boolean): Promise<{ confirmedCount?: number }> {
  const count = plan.items.filter((item) => item.eligible).length;
  if (isYes) return { confirmedCount: count };
  if (!process.stdin.isTTY)
    throw new CommandFailure(
      exitCodes.wrongUsage,
      'Nobody can be asked here: give --fingerprint to carry out exactly that plan, or --yes.',
    );
  process.stderr.write(`${describePlan(plan)}\n`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(
    plan.tier === 3 ? `Type ${count} to go on: ` : 'Carry it out? [y/N] ',
  );
  terminal.close();
  if (plan.tier === 3) return { confirmedCount: Number(answer) };
  if (!/^y(es)?$/iu.test(answer.trim()))
    throw new CommandFailure(exitCodes.found, 'Nothing was done.');
  return {};
}

function addPlan(program: Command, source: ClientSource): void {
  program
    .command('plan')
    .description('shows exactly what an action would do, and keeps it to be carried out')
    .argument('<verb>', verbs.join(', '))
    .argument('[ids...]', 'conditions, tasks, sessions or environments')
    .option('--select <query>', `all that match and offer it; ${queryHelp}`)
    .action((verb: string, ids: string[], { select }: { select?: string }) =>
      source.use(async (use) => {
        if (!isVerb(verb))
          throw new CommandFailure(
            exitCodes.wrongUsage,
            `There is no action “${verb}”; the actions are ${verbs.join(', ')}.`,
          );
        if (ids.length === 0 && select === undefined)
          throw new CommandFailure(exitCodes.wrongUsage, 'Name items, or give --select a query.');
        const meant = [
          ...(ids.length === 0 ? [] : await conditionIds(use, verb, ids)),
          ...(select === undefined ? [] : await selectedIds(use, verb, select)),
        ];
        const plan = await use.client.recover.plan({ verb, conditionIds: [...new Set(meant)] });
        use.screen.show({ schemaVersion: 1, ...plan }, () => describePlan(plan));
        return plan.items.every((item) => item.eligible) ? exitCodes.done : exitCodes.found;
      }),
    );
}

function addApply(program: Command, source: ClientSource): void {
  program
    .command('apply')
    .description('carries out a plan; what changed since is refused, item by item')
    .argument('<plan>')
    .option('--fingerprint <fingerprint>', 'the fingerprint that was shown')
    .option('--yes', 'do not ask')
    .action((planId: string, options: { fingerprint?: string; yes?: boolean }) =>
      source.use(async ({ client, screen }) => {
        const plan = await client.recover.readPlan({ planId });
        const fingerprint = options.fingerprint ?? plan.fingerprint;
        const isYes = options.yes === true || (options.fingerprint !== undefined && plan.tier < 3);
        const confirmed = await confirm(plan, isYes);
        const operation = await client.recover.apply({ planId, fingerprint, ...confirmed });
        const { operationId, items } = operation;
        const summary: Record<string, number> = {};
        for (const item of items) summary[item.result] = (summary[item.result] ?? 0) + 1;
        screen.show({ schemaVersion: 1, operationId, items, summary }, () =>
          describeOperation(operation),
        );
        const isDone = items.every(
          (item) => item.result === 'applied' || item.result === 'no_change_needed',
        );
        return isDone ? exitCodes.done : exitCodes.found;
      }),
    );
}

/** `plan` and `apply`. */
export function addRecoveryCommands(program: Command, source: ClientSource): void {
  addPlan(program, source);
  addApply(program, source);
}
