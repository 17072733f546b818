import { err, ok } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import {
  type EnvironmentScene,
  notRecorded,
  observeEnvironmentScene,
} from '#electron/recover/environment-scene.ts';
import { changeRecord } from '#electron/recover/record-change.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { plainDescription } from '#electron/recover/description.ts';
import {
  defineVerb,
  type ActContext,
  type Acted,
  type RecoveryVerb,
} from '#electron/recover/recovery-verb.ts';
import { withoutLease } from '#electron/recover/start-changes.ts';
import { undoneByRecords } from '#electron/recover/undo-spec.ts';

/** Release lease: only of this holder and token, and only when that holder was proven gone. */
export const createReleaseLease = (deps: RecoverDeps): RecoveryVerb =>
  defineVerb<EnvironmentScene>({
    verb: 'release_lease',
    observe: (target, look) => observeEnvironmentScene(deps, target, look),
    goalHolds: ({ recorded, lease }) =>
      recorded !== undefined && lease.kind === 'free' ? 'Nobody holds a lease on it.' : undefined,
    eligibility,
    facts: ({ recorded, lease }) => [
      { fact: 'leased to', value: lease.kind === 'free' ? 'nobody' : lease.by },
      { fact: 'token', value: recorded?.record.lease?.token ?? 'none' },
      { fact: 'holder', value: lease.kind },
    ],
    describe: ({ recorded, lease }) => {
      const by = lease.kind === 'free' ? 'nobody' : lease.by;
      const isUnreadable = lease.kind === 'unreadable';
      return {
        ...plainDescription([
          { describe: `Release the lease of ${by} on environment ${recorded?.record.id}` },
        ]),
        keeps: ['Everything in the environment'],
        warnings: isUnreadable
          ? [`The lease does not say which process holds it (${by}): that may still be alive.`]
          : [],
        isHolderUncertain: isUnreadable,
      };
    },
    act: (scene, context) => Promise.resolve(act(deps, scene, context)),
    verify: async ({ recorded }, look) => {
      const now = look
        .records()
        .environments.find(({ record }) => record.id === recorded?.record.id);
      return now !== undefined && now.record.lease?.releasedAt !== undefined
        ? ok(`The lease on environment ${now.record.id} is released.`)
        : err('The lease is still there; look again.');
    },
    isRecordsOnly: true,
    undo: undoneByRecords,
  });

function eligibility({ recorded, lease }: EnvironmentScene): string | undefined {
  if (recorded === undefined) return notRecorded;
  switch (lease.kind) {
    case 'free':
    case 'abandoned':
    case 'unreadable':
      return undefined;
    case 'held':
      return `It is held by ${lease.by}, still alive; wait or stop that session.`;
    case 'unknown':
      return `Whether ${lease.by} lives is not known (${lease.why}); look again.`;
  }
}

function act(deps: RecoverDeps, { recorded }: EnvironmentScene, context: ActContext): Acted {
  if (recorded === undefined) throw new Error('A lease of no environment was to be released.');
  const { id, lease } = recorded.record;
  const after = withoutLease(recorded.record, deps.clock.now());
  failpoint('release_lease:before-write');
  const written = context.write([changeRecord('environment', recorded, after)], {
    subject: `environment:${id}`,
    message: `The lease on environment ${id} was released.`,
    before: { lease },
    after: { lease: after.lease },
  });
  failpoint('release_lease:written');
  return written.ok ? ok({ why: 'Released.' }) : written;
}
