import type { Command } from 'commander';
import { lanes } from '#shared/domain/condition.ts';
import type { Condition } from '#shared/domain/condition.ts';
import type { SweepDocument } from '#shared/contract/sweep.ts';
import { applySafe, safeVerbs } from './apply-safe.ts';
import type { ClientSource } from './client-source.ts';
import { describeCondition, describeConditions, describeSweep } from './describe.ts';
import { existingFolder } from './existing-folder.ts';
import { CommandFailure, exitCodes } from './exit-codes.ts';
import { joinWords, queryHelp, selectConditions } from './read-query.ts';
import { formatTable } from './screen.ts';

/** The conditions that an id given by a person may mean: its own, or what it is about. */
export const matching = (conditions: readonly Condition[], id: string): readonly Condition[] =>
  conditions.filter((condition) =>
    [
      condition.id,
      condition.subject.id,
      condition.taskId,
      condition.sessionId,
      condition.environmentId,
    ].includes(id),
  );

/** That nothing needs the operator about something known by that id; fails when nothing is. */
export function sayWell(
  { tasks, environments, runs }: Pick<SweepDocument, 'tasks' | 'environments' | 'runs'>,
  id: string,
): string {
  const isIt = (one: { readonly id: string }) => one.id === id;
  const task = tasks.find(isIt);
  if (task !== undefined)
    return `Nothing needs you about task “${id}”: it is ${task.state.replaceAll('_', ' ')}.`;
  const environment = environments.find(isIt);
  if (environment !== undefined)
    return `Nothing needs you about environment “${id}”: it is ${environment.health}.`;
  const run = runs.find(isIt);
  if (run !== undefined) return `Nothing needs you about run “${id}”: it is ${run.status}.`;
  throw new CommandFailure(
    exitCodes.couldNotLook,
    `Nothing on the list, and no task, environment or run, is called “${id}”.`,
  );
}

interface SweepOptions {
  readonly workspace?: readonly string[];
  readonly applySafe?: true;
}

function addSweep(program: Command, source: ClientSource): void {
  program
    .command('sweep')
    .description('one full look; prints the conditions; exit code 1 when there are any')
    .argument('[paths...]', 'folders to watch from now on')
    .option('--workspace <folders...>', 'the same, by name')
    .option(
      '--apply-safe',
      `carry out what is proposed and only sets records and git's links right: ${safeVerbs.join(', ')}`,
    )
    .action((paths: string[], { workspace = [], applySafe: isApplying }: SweepOptions) =>
      source.use(async (use) => {
        const { client, screen } = use;
        // Spelled out here: a console that runs already stands somewhere else.
        for (const path of [...paths, ...workspace])
          await client.workspaces.open({ path: existingFolder(path) });
        const seen = await client.lookAgain();
        if (isApplying === true) await applySafe(use, seen.conditions);
        const sweep = isApplying === true ? await client.lookAgain() : seen;
        screen.show(sweep, () => describeSweep(sweep));
        return sweep.summary.clean ? exitCodes.done : exitCodes.found;
      }),
    );
}

const nothingFound = (words: readonly string[], lane: string | undefined): string =>
  words.length === 0 && lane === undefined ? 'Nothing needs you.' : 'Nothing matches.';

function addList(program: Command, source: ClientSource): void {
  program
    .command('list')
    .description('the conditions, one below the other, most at risk first')
    .argument('[query...]', queryHelp)
    .option('--lane <lane>', `only one lane: ${lanes.join(', ')}`)
    .option('--all', 'acknowledged ones too')
    // `-agent:codex` is a part of the query.
    .allowUnknownOption()
    .action((words: string[], options: { lane?: string; all?: boolean }) =>
      source.use(async ({ client, screen }) => {
        const mistyped = words.find((word) => word.startsWith('--'));
        if (mistyped !== undefined)
          throw new CommandFailure(
            exitCodes.wrongUsage,
            `There is no option ${mistyped}; rollcall list --help shows those there are.`,
          );
        if (options.lane !== undefined && !lanes.some((lane) => lane === options.lane))
          throw new CommandFailure(
            exitCodes.wrongUsage,
            `There is no lane “${options.lane}”; the lanes are ${lanes.join(', ')}.`,
          );
        const sweep = await client.lookAgain();
        const all =
          options.all === true ? [...sweep.conditions, ...sweep.acknowledged] : sweep.conditions;
        const shown = selectConditions(all, joinWords(words), sweep.observedAt).filter(
          (condition) => options.lane === undefined || condition.lane === options.lane,
        );
        screen.show({ schemaVersion: 1, conditions: shown }, () =>
          shown.length === 0 ? nothingFound(words, options.lane) : describeConditions(shown),
        );
        return exitCodes.done;
      }),
    );
}

function addShow(program: Command, source: ClientSource): void {
  program
    .command('show')
    .description('everything known about one condition, task, session or environment')
    .argument('<id>')
    .action((id: string) =>
      source.use(async ({ client, screen }) => {
        const sweep = await client.lookAgain();
        const found = matching([...sweep.conditions, ...sweep.acknowledged], id);
        const well = found.length === 0 ? sayWell(sweep, id) : '';
        screen.show({ schemaVersion: 1, conditions: found }, () =>
          found.length === 0 ? well : found.map(describeCondition).join('\n\n'),
        );
        return exitCodes.done;
      }),
    );
}

function addEnvironments(program: Command, source: ClientSource): void {
  program
    .command('environments')
    .description('every environment, the healthy ones too')
    .action(() =>
      source.use(async ({ client, screen }) => {
        const { environments } = await client.lookAgain();
        screen.show({ schemaVersion: 1, environments }, () =>
          formatTable([
            ['ENVIRONMENT', 'MODE', 'STATE', 'HEALTH', 'BRANCH', 'PATH'],
            ...environments.map((one) => [
              one.id,
              one.mode,
              one.state,
              one.health,
              one.branch ?? '–',
              one.path,
            ]),
          ]),
        );
        return exitCodes.done;
      }),
    );
  program
    .command('env')
    .description('one environment looked at closely')
    .argument('<id>')
    .action((environmentId: string) =>
      source.use(async ({ client, screen }) => {
        await client.lookAgain();
        const inspection = await client.inspect.environment({ environmentId });
        screen.show({ schemaVersion: 1, environment: inspection }, () =>
          formatTable([
            ['path', inspection.path],
            ['mode', inspection.mode],
            ['branch', inspection.branch ?? '–'],
            ['base', inspection.base ?? '–'],
            ['head', inspection.head ?? '–'],
            ['operation', inspection.operation ?? '–'],
            ['lease', inspection.lease === null ? '–' : inspection.lease.holder],
            ['checkpoint', inspection.checkpoint?.label ?? '–'],
            ...inspection.changes.map((change) => [change.change, change.path]),
          ]),
        );
        return exitCodes.done;
      }),
    );
}

/** `sweep`, `list`, `show`, `environments`, `env`. */
export function addLookCommands(program: Command, source: ClientSource): void {
  addSweep(program, source);
  addList(program, source);
  addShow(program, source);
  addEnvironments(program, source);
}
