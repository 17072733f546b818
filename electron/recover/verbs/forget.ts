import { counted } from '#shared/domain/counted.ts';
import { rollUpRuns } from '#shared/domain/roll-up.ts';
import { err, ok } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { forgettable, type Forgettable } from '#electron/recover/forget/forgettable.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { plainDescription } from '#electron/recover/description.ts';
import { defineVerb, type RecoveryVerb } from '#electron/recover/recovery-verb.ts';
import { undoneByRecords } from '#electron/recover/undo-spec.ts';

/** Forget record: it and what hangs on it leave the journal; the audit keeps them whole. */
export const createForget = (deps: RecoverDeps): RecoveryVerb =>
  defineVerb<Forgettable>({
    verb: 'forget',
    observe: (target, look) => forgettable(deps, target, look),
    goalHolds: ({ own, records }) =>
      own !== undefined && records.length === 0 ? 'It is not recorded any more.' : undefined,
    eligibility: ({ own, living }) => {
      if (own === undefined) return 'It is about no record.';
      return living === undefined ? undefined : `${living}; stop it or look again first.`;
    },
    facts: ({ records }) => [
      {
        fact: 'records',
        value: records.map(({ kind, id }) => `${kind} ${id}`).join(', ') || 'none',
      },
    ],
    describe: ({ records, directories }) => ({
      ...plainDescription(
        records.map(({ kind, id }) => ({ describe: `Take ${kind} ${id} out of the journal` })),
      ),
      keeps: [
        'Everything on disk',
        `${counted(records.length, 'record')} as they are, in the audit`,
      ],
      warnings: directories.map(
        (path) => `${path} is still there, and will be on the list as recorded by nobody.`,
      ),
    }),
    act({ own, records }, context) {
      failpoint('forget:before-write');
      const changes = records.map(({ change }) => change);
      const around = {
        records: deps.store.load(),
        runStatus: deps.runStatus,
        now: deps.clock.now(),
      };
      const written = context.write([...changes, ...rollUpRuns(around, changes)], {
        subject: own ?? '',
        message: `${counted(records.length, 'record')} forgotten: ${records.map(({ kind, id }) => `${kind} ${id}`).join(', ')}.`,
        before: records.map(({ kind, id, record }) => ({ kind, id, record })),
      });
      failpoint('forget:written');
      return Promise.resolve(written.ok ? ok({ why: 'Forgotten.' }) : written);
    },
    async verify({ records, target }, look) {
      const left = await forgettable(deps, target, look);
      return left.records.length === 0
        ? ok(
            records.length === 0
              ? 'It is not recorded any more; the audit keeps it.'
              : `${counted(records.length, 'record')} forgotten; the audit keeps them.`,
          )
        : err('It is still recorded; look again.');
    },
    isRecordsOnly: true,
    undo: undoneByRecords,
  });
