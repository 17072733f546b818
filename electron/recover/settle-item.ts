import type { OperationItem, PlannedBackup } from '#shared/domain/plan.ts';
import { isSeen } from '#electron/platform/files.ts';
import { createActContext } from './act-context.ts';
import { itemWith, type ItemTurn } from './apply-item.ts';
import { findChangedFact } from './fingerprint.ts';
import { createItemLook } from './look.ts';
import { prepareAgain } from './prepare-again.ts';
import type { RecoverDeps } from './recover-deps.ts';
import type { PreparedItem, RecoveryVerb } from './recovery-verb.ts';

type Outcome = Pick<OperationItem, 'result' | 'why' | 'backup'>;

/** Says what became of the one item that may have been begun, after its verb has settled it. */
export async function settleItem(
  deps: RecoverDeps,
  recoveryVerb: RecoveryVerb,
  turn: ItemTurn,
): Promise<OperationItem> {
  const { planned } = turn;
  const prepared = await prepareAgain(deps, recoveryVerb, turn);
  const outcome = await judge(deps, prepared, turn);
  const backup = await findMade(deps, planned.backup);
  return itemWith(planned, {
    ...outcome,
    why: `Rollcall was ended in the middle of it. ${outcome.why}`,
    ...(backup === undefined ? {} : { backup }),
  });
}

async function judge(deps: RecoverDeps, prepared: PreparedItem, turn: ItemTurn): Promise<Outcome> {
  const settled = await prepared.settle(createActContext(deps, turn));
  if (settled === 'not_begun') return notAttempted;
  if (settled?.ok === false) return { result: 'failed', why: settled.error.why };
  const verified = await prepared.verify(createItemLook(deps));
  if (verified.ok) return { result: 'applied', why: verified.value };
  if (settled !== undefined) return { result: 'failed', why: verified.error };
  const changed = findChangedFact(turn.planned.preconditions, prepared.facts);
  return changed === undefined
    ? notAttempted
    : {
        result: 'failed',
        why: `It had not come about: ${changed.before.fact} was “${changed.before.value}” and is “${changed.after.value}”; look again, and plan again.`,
      };
}

const notAttempted: Outcome = {
  result: 'not_attempted',
  why: 'Nothing had been changed; it can be tried again.',
};

/** The planned backup, when it had been made by then. */
async function findMade(
  { runGit }: Pick<RecoverDeps, 'runGit'>,
  backup: PlannedBackup | null,
): Promise<PlannedBackup | undefined> {
  if (backup === null) return undefined;
  if (backup.kind === 'trash') return (await isSeen(backup.location)) ? backup : undefined;
  if (backup.repoRoot === undefined) return undefined;
  const args = ['rev-parse', '--verify', '--quiet', backup.location];
  const found = await runGit({ cwd: backup.repoRoot, args, access: 'read' });
  if (!found.ok) return undefined;
  const { ignored, ...rest } = backup;
  return ignored === undefined || (await isSeen(ignored)) ? backup : rest;
}
