import { err, messageOf, ok } from '#shared/result.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import type { ActFailure } from '#electron/recover/recovery-verb.ts';
import { copyIn, putMarkerBack, readWhole } from '#electron/recover/retry-push/kept-copy.ts';
import { lookAtFile, replaceFile, temporaryOf } from '#electron/recover/retry-push/replace-file.ts';
import {
  afterFact,
  beforeFact,
  digestOf,
  fileFact,
  markerFact,
} from '#electron/recover/retry-push/retry-scene.ts';
import { plannedFact } from '#electron/recover/target.ts';
import { trashPath } from '#electron/recover/trash.ts';
import type { DoneItem, UndoReading, UndoSpec } from '#electron/recover/undo-spec.ts';

/** Puts the copy of the state file back, as long as that is as the retry left it and nobody is at work on it. */
export const undoneByPuttingBack = (deps: RecoverDeps): UndoSpec => ({
  kind: 'also',
  observe: (done) => observe(deps, done),
});

async function observe(deps: RecoverDeps, { planned, ids }: DoneItem): Promise<UndoReading> {
  const { subject } = planned;
  const file = plannedFact(planned, fileFact) ?? '';
  const trash = trashPath(subject.workspace, ids('trash'));
  const copy = copyIn(trash);
  const marker = plannedFact(planned, markerFact) ?? 'none';
  const [now, kept] = await Promise.all([readWhole(file), readWhole(copy)]);
  const isNow = (fact: string): boolean =>
    now !== undefined && digestOf(now) === plannedFact(planned, fact);
  const isBack = isNow(beforeFact);
  const worker = await deps.findForeignWorker(subject);
  const owner = worker.ok ? worker.value.owner : { isGone: false, says: worker.error };
  const isSound = kept !== undefined && digestOf(kept) === plannedFact(planned, beforeFact);
  const findObstacle = async (): Promise<string | undefined> => {
    if (!isSound) return `${copy} is not the copy that was made any more.`;
    if (!isNow(afterFact)) return `${file} has been changed since; it is left as it is.`;
    if (!owner.isGone) return `Its coordinator is not proven gone (${owner.says}).`;
    return (await lookAtFile(file)).why;
  };
  return {
    why: isBack ? undefined : await findObstacle(),
    facts: [
      { fact: beforeFact, value: now === undefined ? 'not known' : digestOf(now) },
      { fact: 'its coordinator', value: owner.isGone ? 'not running' : owner.says },
    ],
    steps: isBack
      ? []
      : [
          ...(marker === 'none' ? [] : [{ describe: `Put ${marker} back` }]),
          { describe: `Replace ${file} in one step by ${copy}` },
        ],
    async act() {
      if (isBack || kept === undefined) return ok(undefined);
      const request = { file, temporary: temporaryOf(file, ids('trash')), bytes: kept };
      try {
        if (marker !== 'none') await putMarkerBack(trash, marker);
        const refused = await replaceFile(request, async () => {
          const again = await deps.findForeignWorker(subject);
          const isSame = again.ok && now?.equals(again.value.bytes) === true;
          return isSame && again.value.owner.isGone ? undefined : changedMeanwhile(file);
        });
        return refused === undefined ? ok(undefined) : err(refused);
      } catch (error) {
        return err({ kind: 'failed', why: `${file} was not put back: ${messageOf(error)}` });
      }
    },
  };
}

const changedMeanwhile = (file: string): ActFailure => ({
  kind: 'refused',
  why: `${file} was changed meanwhile, or its coordinator started; nothing was changed. Look again.`,
});
