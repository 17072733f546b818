import { err, ok } from '#shared/result.ts';
import type { ItemTurn } from './apply-item.ts';
import { undoEntries } from './undo-entries.ts';
import { planIdsOf } from './plan-ids.ts';
import type { RecoverDeps } from './recover-deps.ts';
import type { ActContext } from './recovery-verb.ts';

/** What an act or a settlement may do, in the name of one item of an operation. */
export const createActContext = (
  deps: RecoverDeps,
  { operationId, plan, index, planned, actor, signal }: ItemTurn,
): ActContext => ({
  planned,
  actor,
  signal,
  ids: planIdsOf(plan.planId, planned.conditionId),
  begin: (step) => deps.operations.noteStep(operationId, index, step),
  begun: () => deps.operations.steps(operationId).get(index),
  noteFiles: (files) => deps.undoLog.noteFiles(plan.planId, planned.conditionId, files),
  notedFiles: () => deps.undoLog.filesOf(plan.planId, planned.conditionId),
  write(changes, told) {
    const entries = undoEntries(deps, planned, changes);
    const written = deps.store.write(
      changes,
      {
        actor,
        verb: planned.verb,
        planFingerprint: plan.fingerprint,
        result: 'written',
        ...told,
      },
      () => deps.undoLog.note(plan.planId, planned.conditionId, entries),
    );
    if (written.ok) return ok(undefined);
    const { recordKind, id, expectedVersion, actualVersion } = written.error;
    return err({
      kind: 'refused',
      isOvertaken: true,
      why: `The record of ${recordKind} ${id} was changed under us; nothing was overwritten. Plan again.`,
      before: { fact: `version of ${recordKind} ${id}`, value: String(expectedVersion) },
      after: { fact: `version of ${recordKind} ${id}`, value: String(actualVersion) },
    });
  },
});
