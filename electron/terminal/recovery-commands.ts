import { Option, type Command } from 'commander';
import { isOffered } from '#shared/domain/offered.ts';
import type { PlanChoices } from '#shared/domain/plan.ts';
import { verbs, type Verb } from '#shared/domain/verb.ts';
import { askPlan } from './ask-plan.ts';
import type { ClientSource, ClientUse } from './client-source.ts';
import { carryOut } from './carry-out.ts';
import { describePlan } from './describe.ts';
import { CommandFailure, exitCodes } from './exit-codes.ts';
import { matching, sayWell } from './look-commands.ts';
import { queryHelp, selectConditions } from './read-query.ts';

const isVerb = (text: string): text is Verb => verbs.some((verb) => verb === text);

async function conditionIds(
  { client }: ClientUse,
  verb: Verb,
  ids: readonly string[],
): Promise<string[]> {
  const sweep = await client.lookAgain();
  return ids.flatMap((id) => {
    const listed = matching(sweep.conditions, id);
    // By its name, what was acknowledged or put off can be acted on as well.
    const found = listed.length > 0 ? listed : matching(sweep.acknowledged, id);
    // A task may have several conditions; its name then means those that this verb is offered for.
    const offered = found.filter(({ actions }) => isOffered(actions, verb));
    const meant = offered.length > 0 ? offered : found;
    if (meant.length === 0) throw new CommandFailure(exitCodes.couldNotLook, sayWell(sweep, id));
    return meant.map((condition) => condition.id);
  });
}

/** All that match and offer the verb; what matches later is not in the plan. */
async function selectedIds({ client }: ClientUse, verb: Verb, query: string): Promise<string[]> {
  const { conditions, observedAt } = await client.lookAgain();
  const offered = selectConditions(conditions, query, observedAt).filter(({ actions }) =>
    isOffered(actions, verb),
  );
  if (offered.length === 0)
    throw new CommandFailure(
      exitCodes.couldNotLook,
      `Nothing that matches “${query}” offers ${verb}.`,
    );
  return offered.map(({ id }) => id);
}

interface PlanOptions extends Pick<PlanChoices, 'note' | 'until' | 'how' | 'keepIgnored'> {
  readonly select?: string;
}

function addPlan(program: Command, source: ClientSource): void {
  program
    .command('plan')
    .description('shows exactly what an action would do, and keeps it to be carried out')
    .argument('<verb>', verbs.join(', '))
    .argument('[ids...]', 'conditions, tasks, sessions or environments')
    .option('--note <text>', 'acknowledge: your words, kept with it')
    .option('--until <time>', 'snooze: until when, such as 2026-01-31T14:00:00Z')
    .addOption(
      new Option('--how <end>', 'finish_or_abort: which of both').choices(['finish', 'abort']),
    )
    .option(
      '--keep-ignored',
      'restart, finish_or_abort, switch_back: keep what git ignores with the backup too',
    )
    .option('--select <query>', `all that match and offer it; ${queryHelp}`)
    .action((verb: string, ids: string[], { select, ...choices }: PlanOptions) =>
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
        const plan = await askPlan(use, ({ askedAs }) =>
          use.client.recover.plan({ verb, conditionIds: [...new Set(meant)], choices, askedAs }),
        );
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
      source.use(async (use) =>
        carryOut(use, await use.client.recover.readPlan({ planId }), options),
      ),
    );
}

/** `plan` and `apply`. */
export function addRecoveryCommands(program: Command, source: ClientSource): void {
  addPlan(program, source);
  addApply(program, source);
}
