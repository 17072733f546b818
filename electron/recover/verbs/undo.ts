import { type Verb, verbLabels } from '#shared/domain/verb.ts';
import { rollUpRuns } from '#shared/domain/roll-up.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { plainDescription, type Description } from '#electron/recover/description.ts';
import {
  defineVerb,
  type ActContext,
  type Acted,
  type RecoveryVerb,
} from '#electron/recover/recovery-verb.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import type { Look } from '#electron/recover/look.ts';
import {
  findDone,
  observeUndo,
  undoFacts,
  type UndoScene,
} from '#electron/recover/undo/undo-scene.ts';
import { undoRecords } from '#electron/recover/undo/undo-records.ts';
import { undoneByRecordsOf } from '#electron/recover/undo/undo-undo.ts';
import type { UndoSpec } from '#electron/recover/undo-spec.ts';

/** Undo: takes back what one item of an operation did, as far as it is still as the operation left it. */
export const createUndo = (deps: RecoverDeps, specOf: (verb: Verb) => UndoSpec): RecoveryVerb =>
  defineVerb<UndoScene>({
    verb: 'undo',
    observe: (target, look, ids) => observeUndo(deps, specOf, target, look, ids),
    goalHolds: ({ why, reading, records }) =>
      why === undefined && isNothingLeft(reading, records) ? 'It is undone already.' : undefined,
    eligibility: ({ why, reading, records }) => why ?? reading?.why ?? records.obstacle,
    facts: undoFacts,
    describe,
    ignored: ({ reading }) => reading?.ignored,
    act: (scene, context) => act(deps, scene, context),
    async settle(scene, context) {
      // Where only records change, they tell whether it was done.
      if (context.begun() === undefined) return scene.reading && 'not_begun';
      if (scene.reading?.settle !== undefined) return scene.reading.settle(context);
      // Each of its steps sees what was done already.
      const why = scene.why ?? scene.reading?.why ?? scene.records.obstacle;
      return why === undefined ? act(deps, scene, context) : err({ kind: 'failed', why });
    },
    verify: (scene, look) => verify(deps, scene, look),
    undo: undoneByRecordsOf(deps, specOf),
    findTarget(id) {
      const found = findDone(deps, id);
      if (found === undefined) return Promise.resolve(undefined);
      const { subject, title } = found.done.planned;
      return Promise.resolve({ conditionId: id, subject, title, workAtRisk: {}, choices: {} });
    },
  });

const describe = ({ reading, records, done }: UndoScene): Description => ({
  ...plainDescription([
    ...(reading?.steps ?? []),
    ...records.changes.map(({ kind, id, after }) => ({
      describe:
        after === undefined ? `Forget ${kind} ${id}` : `Set ${kind} ${id} back to what it was`,
    })),
  ]),
  keeps: [...(reading?.keeps ?? []), 'Whatever else has changed since'],
  backup: reading?.backup ?? null,
  warnings: [
    ...(reading?.warnings ?? []),
    ...(done?.done.verb === 'restart' && done.done.backup === undefined
      ? ['The restart had nothing to keep; only its records are set back.']
      : []),
  ],
});

/** Whether all is as the undo meant it. */
async function verify(
  deps: RecoverDeps,
  { done, records, entries, reading }: UndoScene,
  look: Look,
): Promise<Result<string, string>> {
  const left = undoRecords(deps, entries, { isStart: true, isChecked: true });
  const isLeft = left.changes.some(({ kind, id }) =>
    records.changes.some((one) => one.kind === kind && one.id === id && kind !== 'session'),
  );
  if (isLeft) return err('A record has changed again meanwhile; look again.');
  const seen = await reading?.verify?.(look);
  if (seen?.ok === false) return seen;
  const told = `Undone: ${verbLabels[done?.done.verb ?? 'undo'].toLowerCase()} of ${done?.done.title ?? ''}.`;
  return ok(seen === undefined ? told : `${told} ${seen.value}`);
}

const isNothingLeft = (
  reading: UndoScene['reading'],
  { changes, obstacle }: UndoScene['records'],
) =>
  obstacle === undefined &&
  changes.length === 0 &&
  (reading === undefined || (reading.why === undefined && reading.steps.length === 0));

async function act(
  deps: RecoverDeps,
  { done, reading, rules, entries }: UndoScene,
  context: ActContext,
): Promise<Acted> {
  if (done === undefined) throw new Error('Nothing was to be undone.');
  failpoint('undo:before-act');
  if (reading !== undefined && context.begun() === undefined) context.begin('undo');
  failpoint('undo:begun');
  const acted = await reading?.act(context);
  failpoint('undo:acted');
  if (acted?.ok === false) return acted;
  // Read again: what the undo itself has changed is meant.
  const { changes } = undoRecords(deps, entries, rules);
  const undone = { why: 'Undone.', backup: reading?.backup ?? undefined };
  if (changes.length === 0) return ok(undone);
  const { kind, id } = done.planned.subject;
  const around = {
    records: deps.store.load(),
    runStatus: deps.runStatus,
    now: deps.clock.now(),
  };
  const written = context.write([...changes, ...rollUpRuns(around, changes)], {
    subject: `${kind}:${id}`,
    message: `Records set back, to undo: ${verbLabels[done.planned.verb].toLowerCase()} of ${done.planned.title}.`,
    after: changes.map((change) => ({ kind: change.kind, id: change.id })),
  });
  failpoint('undo:written');
  return written.ok ? ok(undone) : written;
}
