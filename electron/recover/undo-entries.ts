import type { PlanItem } from '#shared/domain/plan.ts';
import type { RecordChange, UndoEntry } from '#shared/domain/records.ts';
import type { RecoverDeps } from './recover-deps.ts';

/** Each record as it is and as a write is to leave it: what an undo sets back. */
export function undoEntries(
  { store }: Pick<RecoverDeps, 'store'>,
  { subject }: Pick<PlanItem, 'subject'>,
  changes: readonly RecordChange[],
): readonly UndoEntry[] {
  return changes.map(({ kind, id, after, source, workspace }) => {
    const before = store.get(kind, id);
    return {
      kind,
      id,
      before: before?.record,
      after,
      source: before?.source ?? source ?? 'rollcall',
      workspace: before?.workspace ?? workspace ?? subject.workspace,
    };
  });
}

/** Of several writes to one record: as it was before the first, as it is after the last. */
export function foldEntries(entries: readonly UndoEntry[]): readonly UndoEntry[] {
  const folded = new Map<string, UndoEntry>();
  for (const entry of entries) {
    const key = `${entry.kind}:${entry.id}`;
    const first = folded.get(key);
    folded.set(key, first === undefined ? entry : { ...first, after: entry.after });
  }
  return [...folded.values()];
}
