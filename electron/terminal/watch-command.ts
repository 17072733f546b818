import type { Command } from 'commander';
import type { LiveEvent, View } from '#shared/contract/view.ts';
import { createGathering, type Gathering } from '#shared/contract/live-parts.ts';
import { patchView } from '#shared/contract/view-delta.ts';
import type { AuditRow } from '#shared/domain/audit.ts';
import type { Condition } from '#shared/domain/condition.ts';
import { assertNever } from '#shared/result.ts';
import type { ContractClient } from '#electron/transport/connect-control.ts';
import type { ClientSource } from './client-source.ts';
import { CommandFailure, exitCodes } from './exit-codes.ts';
import { oneLine, printable } from './screen.ts';

/** One line of `rollcall watch`. */
export type WatchLine =
  | {
      readonly schemaVersion: 1;
      readonly kind: 'condition_appeared' | 'condition_cleared';
      readonly at: string;
      readonly condition: Condition;
    }
  | {
      readonly schemaVersion: 1;
      readonly kind: 'transition';
      readonly at: string;
      readonly transition: Pick<
        AuditRow,
        'sequence' | 'actor' | 'verb' | 'subject' | 'before' | 'after' | 'result' | 'message'
      >;
    };

/** What came and went between two views; nothing before the first look has ended. Pure. */
export function diffConditions(before: View | undefined, after: View): readonly WatchLine[] {
  const at = after.header.observedAt;
  if (at === null) return [];
  const was = new Map(before?.conditions.map((condition) => [condition.id, condition]));
  const is = new Set(after.conditions.map(({ id }) => id));
  const line = (kind: 'condition_appeared' | 'condition_cleared') => (condition: Condition) =>
    ({ schemaVersion: 1, kind, at, condition }) as const;
  return [
    ...[...was.values()].filter(({ id }) => !is.has(id)).map(line('condition_cleared')),
    ...after.conditions.filter(({ id }) => !was.has(id)).map(line('condition_appeared')),
  ];
}

const toLine = ({ at, ...row }: AuditRow): WatchLine => {
  const { sequence, actor, verb, subject, before, after, result, message } = row;
  const transition = { sequence, actor, verb, subject, before, after, result, message };
  return { schemaVersion: 1, kind: 'transition', at, transition };
};

/** The same in words: when, what, about what. */
export const describeLine = (line: WatchLine): string => {
  if (line.kind === 'transition') return `${line.at}  ${oneLine(line.transition.message)}`;
  const { title, message, lane } = line.condition;
  return line.kind === 'condition_appeared'
    ? oneLine(`${line.at}  ${lane}: ${title}. ${message}`)
    : oneLine(`${line.at}  cleared: ${title}.`);
};

/** Reads the audit from its present end on: each row once, oldest first. */
async function followAudit(client: ContractClient): Promise<() => Promise<readonly WatchLine[]>> {
  const [newest] = await client.audit.list({ limit: 1 });
  let told = newest?.sequence ?? 0;
  return async () => {
    const rows: AuditRow[] = [];
    let before: number | undefined;
    for (;;) {
      const page = await client.audit.list({ limit: 200, ...(before && { before }) });
      const fresh = page.filter(({ sequence }) => sequence > told);
      rows.push(...fresh);
      before = page.at(-1)?.sequence;
      if (fresh.length < page.length || page.length === 0) break;
    }
    told = rows[0]?.sequence ?? told;
    return rows.toReversed().map(toLine);
  };
}

/** Puts a view together from live events; undefined while it is not whole. */
function createReader(): (event: LiveEvent) => View | undefined {
  let view: View | undefined;
  let gathering: Gathering | undefined;
  return (event) => {
    switch (event.kind) {
      case 'snapshot':
        gathering = event.isPartial === true ? createGathering(event.view) : undefined;
        view = gathering === undefined ? event.view : undefined;
        return view;
      case 'rows':
        gathering?.add(event);
        if (event.isLast) view = gathering?.view();
        return view;
      case 'delta':
        view = view && patchView(view, event.delta);
        return view;
      default:
        return assertNever(event);
    }
  };
}

/** Until interrupted: exit code 0. When the console it listens to ends: a failure. */
async function watch(client: ContractClient, tell: (line: WatchLine) => void): Promise<number> {
  const ending = new AbortController();
  const end = (): void => ending.abort();
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  try {
    const audit = await followAudit(client);
    const read = createReader();
    let view: View | undefined;
    for await (const event of await client.live(undefined, { signal: ending.signal })) {
      for (const line of await audit()) tell(line);
      const next = read(event);
      if (next === undefined) continue;
      for (const line of diffConditions(view, next)) tell(line);
      // Before the first look the view is empty, which says nothing.
      if (next.header.observedAt !== null) view = next;
    }
  } catch (error) {
    if (!ending.signal.aborted) throw error;
  } finally {
    process.removeListener('SIGINT', end);
    process.removeListener('SIGTERM', end);
  }
  if (ending.signal.aborted) return exitCodes.done;
  throw new CommandFailure(
    exitCodes.couldNotLook,
    'The console that was listened to has ended; run the command again to go on.',
  );
}

/** `watch`: stays, and says what changes as it changes. */
export function addWatchCommand(program: Command, source: ClientSource): void {
  program
    .command('watch')
    .description('stays, and prints each transition and each condition that appears or clears')
    .action(() =>
      source.use(
        ({ client, screen }) =>
          watch(client, (line) =>
            process.stdout.write(
              `${screen.isJson ? JSON.stringify(line) : printable(describeLine(line))}\n`,
            ),
          ),
        { isLooking: true },
      ),
    );
}
