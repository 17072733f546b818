import { err, ok } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { adoptedRecords } from '#electron/recover/adopt/adopted-records.ts';
import { type AdoptScene, observeOrphan } from '#electron/recover/adopt/orphan.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { plainDescription } from '#electron/recover/description.ts';
import {
  defineVerb,
  type ActContext,
  type Acted,
  type RecoveryVerb,
} from '#electron/recover/recovery-verb.ts';
import { undoneByRecords } from '#electron/recover/undo-spec.ts';

/** Adopt: an unrecorded session or worktree gets a run, a task and a record. Nothing else changes. */
export const createAdopt = (deps: RecoverDeps): RecoveryVerb =>
  defineVerb<AdoptScene>({
    verb: 'adopt',
    observe: async (target, look, ids) => ({
      target,
      recordId: ids('record'),
      orphan: await observeOrphan(deps, target, look),
    }),
    goalHolds: ({ orphan }) => (orphan.kind === 'owned' ? orphan.why : undefined),
    eligibility: ({ orphan }) => (orphan.kind === 'unfit' ? orphan.why : undefined),
    facts: ({ orphan }) => [
      { fact: 'what it is', value: orphan.kind },
      { fact: 'where', value: whereOf(orphan) },
    ],
    describe: ({ target, orphan, recordId }) => ({
      ...plainDescription([
        { describe: `Make run and task adopted-${recordId} for ${target.title}` },
        { describe: `Record ${whereOf(orphan)} as that task's` },
      ]),
      keeps: ['Everything as it is; only records are written'],
    }),
    act: (scene, context) => Promise.resolve(act(deps, scene, context)),
    async verify({ target, recordId }, look) {
      const again = await observeOrphan(deps, target, look);
      return again.kind === 'owned'
        ? ok(`It now belongs to task adopted-${recordId}.`)
        : err('It still belongs to nobody; look again.');
    },
    undo: undoneByRecords,
  });

function whereOf(orphan: AdoptScene['orphan']): string {
  switch (orphan.kind) {
    case 'session':
      return `session ${orphan.entry.sessionId}, process ${orphan.identity.pid}`;
    case 'directory':
      return orphan.path;
    case 'environment':
      return `environment ${orphan.recorded.record.id}`;
    case 'owned':
    case 'unfit':
      return orphan.why;
  }
}

function act(
  deps: RecoverDeps,
  { target, orphan, recordId }: AdoptScene,
  context: ActContext,
): Acted {
  const changes = adoptedRecords(deps, target, orphan, `adopted-${recordId}`);
  failpoint('adopt:before-write');
  const written = context.write(changes, {
    subject: `${target.subject.kind}:${target.subject.id}`,
    message: `${target.title} was adopted as task adopted-${recordId}.`,
    after: {
      taskId: `adopted-${recordId}`,
      records: changes.map(({ kind, id }) => `${kind}:${id}`),
    },
  });
  failpoint('adopt:written');
  return written.ok ? ok({ why: 'Adopted.' }) : written;
}
