// For tests: a verb carried out on one item, and its undo as after a restart of the app.
import type { Operation, OperationItem, Plan, PlanChoices } from '#shared/domain/plan.ts';
import type { Verb } from '#shared/domain/verb.ts';
import { createRecovery, type Recovery } from '#electron/recover/recovery.ts';
import { quietly, type RecoveryWorld } from '#electron/recover/recovery-world.ts';

async function applied(
  recovery: Recovery,
  { planId, fingerprint, items }: Plan,
): Promise<Operation> {
  const confirmedCount = items.filter(({ eligible }) => eligible).length;
  const done = await recovery.apply(planId, fingerprint, { ...quietly, confirmedCount });
  if (!done.ok) throw new Error(done.error.message);
  return done.value;
}

/** Plans and carries out one item, which must come about. */
export async function actOn(
  { recovery }: RecoveryWorld,
  verb: Verb,
  id: string,
  choices: PlanChoices = {},
): Promise<Operation> {
  const done = await applied(recovery, await recovery.plan(verb, [id], choices));
  const [item] = done.items;
  if (item?.result !== 'applied') throw new Error(`${verb}: ${item?.why ?? 'no item'}`);
  return done;
}

/** The plan of an undo. */
export async function planUndoOf(
  { deps }: Pick<RecoveryWorld, 'deps'>,
  { operationId }: Operation,
): Promise<Plan> {
  const plan = await createRecovery(deps).planUndo(operationId);
  if (plan === undefined) throw new Error('There is no such operation.');
  return plan;
}

/** By a new recovery on the same journal, as after a restart of the app; gives what came of it. */
export async function undoOf(
  world: Pick<RecoveryWorld, 'deps'>,
  operation: Operation,
): Promise<OperationItem | undefined> {
  const plan = await planUndoOf(world, operation);
  return (await applied(createRecovery(world.deps), plan)).items[0];
}
