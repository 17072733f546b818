import type { AppliedDocument } from '#shared/contract/plan.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { ask } from './ask.ts';
import type { ClientUse } from './client-source.ts';
import { describeOperation, describePlan } from './describe.ts';
import { CommandFailure, exitCodes } from './exit-codes.ts';
import { createPace } from './pace.ts';
import type { Screen } from './screen.ts';

/** Asks on a terminal; without one, and without --yes, nothing is done. */
async function confirm(
  plan: Plan,
  { fingerprint, yes }: CarryOutOptions,
  screen: Screen,
): Promise<{ confirmedCount?: number }> {
  const count = plan.items.filter((item) => item.eligible).length;
  const isTyped = plan.tier === 3;
  if (yes === true) return { confirmedCount: count };
  if (fingerprint !== undefined && !isTyped) return {};
  if (!process.stdin.isTTY)
    throw new CommandFailure(
      exitCodes.wrongUsage,
      isTyped
        ? `Nobody can be asked here to type the count, ${count}: give --yes.`
        : 'Nobody can be asked here: give --fingerprint to carry out exactly that plan, or --yes.',
    );
  screen.tell(describePlan(plan));
  const question = isTyped ? `Type ${count} to go on: ` : 'Carry it out? [y/N] ';
  const answer = await ask(question, { input: process.stdin, output: process.stderr });
  const isMeant = isTyped ? answer === String(count) : /^y(es)?$/iu.test(answer ?? '');
  if (!isMeant) throw new CommandFailure(exitCodes.found, 'Nothing was done.');
  return isTyped ? { confirmedCount: count } : {};
}

/** How many items are done, on stderr, about once a second; the outcome is told by the caller. */
async function tellProgress(
  { client, screen }: ClientUse,
  planId: string,
  signal: AbortSignal,
): Promise<void> {
  const isTime = createPace();
  try {
    for await (const event of await client.live(undefined, { signal })) {
      // Operations come with the first piece of a snapshot; its other rows are not needed here.
      if (event.kind === 'rows') continue;
      const rows =
        event.kind === 'snapshot' ? event.view.operations : (event.delta.operations?.upsert ?? []);
      const operation = rows.find((one) => one.planId === planId);
      if (operation?.state !== 'running' || !isTime()) continue;
      const { items } = operation;
      const done = items.filter(({ result }) => result !== 'not_attempted').length;
      screen.tell(`${done} of ${items.length} done`);
    }
  } catch (error) {
    // It was over, or the connection was: the apply itself says what became of it.
    if (!signal.aborted) screen.tell(`Progress cannot be shown: ${String(error)}`);
  }
}

export interface CarryOutOptions {
  readonly fingerprint?: string;
  readonly yes?: boolean;
}

/** Carries a plan out after asking, and shows what became of each item; gives the exit code. */
export async function carryOut(
  { client, screen }: ClientUse,
  plan: Plan,
  options: CarryOutOptions,
): Promise<number> {
  const { planId } = plan;
  const fingerprint = options.fingerprint ?? plan.fingerprint;
  const confirmed = await confirm(plan, options, screen);
  const progress = new AbortController();
  if (plan.items.length > 1) void tellProgress({ client, screen }, planId, progress.signal);
  const operation = await client.recover
    .apply({ planId, fingerprint, ...confirmed })
    .finally(() => progress.abort());
  const { operationId, items } = operation;
  const summary: AppliedDocument['summary'] = {};
  for (const item of items) summary[item.result] = (summary[item.result] ?? 0) + 1;
  const document: AppliedDocument = { schemaVersion: 1, operationId, items, summary };
  screen.show(document, () => describeOperation(operation));
  const isDone = items.every(
    (item) => item.result === 'applied' || item.result === 'no_change_needed',
  );
  return isDone ? exitCodes.done : exitCodes.found;
}
