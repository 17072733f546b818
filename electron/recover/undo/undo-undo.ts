import { type Verb, verbShortLabels } from '#shared/domain/verb.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { nothingToDo, type UndoSpec } from '#electron/recover/undo-spec.ts';
import { findDone } from './undo-scene.ts';

/**
 * An undo of what changed records alone is itself a change of records, and is set back like one. What
 * else was undone is done again by the operator, who then sees what it comes to by now.
 */
export const undoneByRecordsOf = (
  deps: RecoverDeps,
  specOf: (verb: Verb) => UndoSpec,
): UndoSpec => ({
  kind: 'also',
  observe({ planned }) {
    const verb = firstDone(deps, planned.conditionId);
    const isRecords = verb !== undefined && specOf(verb).kind === 'records';
    const label = verb === undefined ? 'it' : `“${verbShortLabels[verb]}”`;
    return Promise.resolve(
      nothingToDo(
        isRecords ? undefined : `An undo of this is not undone; choose ${label} again instead.`,
      ),
    );
  },
});

/** What was done in the beginning, however often it was undone and done again since. */
function firstDone(deps: RecoverDeps, id: string): Verb | undefined {
  const planned = findDone(deps, id)?.done.planned;
  return planned?.verb === 'undo' ? firstDone(deps, planned.conditionId) : planned?.verb;
}
