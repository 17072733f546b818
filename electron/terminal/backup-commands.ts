import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { KeptBackup } from '#shared/domain/backup.ts';
import { askPlan } from './ask-plan.ts';
import { carryOut, type CarryOutOptions } from './carry-out.ts';
import type { ClientSource, ClientUse } from './client-source.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { counted } from '#shared/domain/counted.ts';
import { sayBytes } from '#shared/domain/say-bytes.ts';
import { describeOperations, operationsShown } from './describe-operations.ts';
import { CommandFailure, exitCodes } from './exit-codes.ts';

/** Shows nothing of a plan that cannot be begun, but why. */
function begin(use: ClientUse, plan: Plan, options: CarryOutOptions): Promise<number> {
  if (plan.items.some(({ eligible }) => eligible)) return carryOut(use, plan, options);
  throw new CommandFailure(exitCodes.refused, plan.items[0]?.why ?? 'There is nothing to be done.');
}

/** A terminal that was ended in the middle of an `apply` never showed by which id to take it back. */
async function showOperations({ client, screen }: ClientUse): Promise<number> {
  const operations = (await client.recover.operations()).slice(0, operationsShown);
  screen.show({ schemaVersion: 1, operations }, () => describeOperations(operations));
  return exitCodes.done;
}

interface UndoOptions extends CarryOutOptions {
  readonly keepIgnored?: true;
}

interface RestoreOptions extends UndoOptions {
  readonly to?: string;
}

const keepIgnoredOption = [
  '--keep-ignored',
  'keep what git ignores there now too, before it is written over',
] as const;

const describeBackup = (kept: KeptBackup): string =>
  [
    `${kept.id}  ${kept.path || '(place not known)'}`,
    `  kept ${kept.at}${kept.expiresAt === null ? ', stays' : `, until ${kept.expiresAt}`}${kept.bytes === null ? '' : `, ${sayBytes(kept.bytes)}`}`,
    `  in ${kept.location}${kept.repoRoot === undefined ? '' : ` of ${kept.repoRoot}`}`,
    ...(kept.ignored === undefined
      ? []
      : [
          `  with ${counted(kept.ignored.files, 'ignored file')}, ${sayBytes(kept.ignored.bytes)}, in ${kept.ignored.location}`,
        ]),
    ...(kept.obstacle === null ? [] : [`  ${kept.obstacle}`]),
  ].join('\n');

/** `backups`, `restore` and `undo`: what is kept, and how it comes back. */
export function addBackupCommands(program: Command, source: ClientSource): void {
  program
    .command('backups')
    .description('what is kept, where, and until when')
    .action(() =>
      source.use(async ({ client, screen }) => {
        const backups = await client.backups.list();
        screen.show({ schemaVersion: 1, backups }, () =>
          backups.length === 0 ? 'Nothing is kept.' : backups.map(describeBackup).join('\n'),
        );
        return exitCodes.done;
      }),
    );
  program
    .command('restore')
    .description('gives a backup back: files, index, branch')
    .argument('<backup>', 'its id, as `backups` shows it')
    .option('--to <path>', 'another place than its own')
    .option(...keepIgnoredOption)
    .option('--yes', 'do not ask')
    .action((backupId: string, { to, keepIgnored, ...options }: RestoreOptions) =>
      source.use(async (use) => {
        const place = to === undefined ? {} : { to: resolve(to) };
        const kept = await use.client.backups.list();
        if (!kept.some(({ id }) => id === backupId))
          throw new CommandFailure(
            exitCodes.couldNotLook,
            `No backup is called “${backupId}”; rollcall backups shows what is kept.`,
          );
        const choices = { ...place, keepIgnored };
        return begin(use, await use.client.backups.restore({ backupId, ...choices }), options);
      }),
    );
  program
    .command('undo')
    .description('takes back what an operation did, where nothing has changed since')
    .argument('[operation]', 'its id, as `apply` shows it; without one, the newest are shown')
    .option(...keepIgnoredOption)
    .option('--yes', 'do not ask')
    .action((operationId: string | undefined, { keepIgnored, ...options }: UndoOptions) =>
      source.use(async (use) => {
        if (operationId === undefined) return showOperations(use);
        const plan = await askPlan(use, ({ askedAs }) =>
          use.client.recover.planUndo({ operationId, keepIgnored, askedAs }),
        );
        return begin(use, plan, options);
      }),
    );
}
