import fc from 'fast-check';
import { cleanupPolicies, environmentStates } from '#shared/domain/environment.ts';
import { sessionStatuses } from '#shared/domain/session.ts';
import { taskStates } from '#shared/domain/task.ts';
import { ago, anyPlacedReading, anyProcess, anyReading } from './any-reading.ts';
import {
  makeCheckpoint,
  makeEnvironment,
  makeLease,
  makeRun,
  makeSession,
  makeTask,
} from './make-record.ts';
import { recordSet } from './make-situation.ts';
import { moments } from './moments.ts';

const placeParts = {
  make: fc.constantFrom(...Object.values(makeEnvironment)),
  state: fc.constantFrom(...environmentStates),
  cleanupPolicy: fc.constantFrom(...cleanupPolicies),
  updatedAt: fc.constantFrom(ago(1000), moments.started),
  isLeased: fc.boolean(),
  isWhole: fc.boolean(),
  expiresAt: fc.constantFrom(undefined, ago(1000)),
  isHolderNamed: fc.boolean(),
  holderHost: fc.constantFrom('desk', 'lap', undefined),
};

const parts = {
  state: fc.constantFrom(...taskStates),
  reasons: fc.subarray(['Waits for task x.', 'Interrupted: it has no checkpoint to go on from.']),
  isBegun: fc.boolean(),
  needs: fc.nat({ max: 5 }),
  hasTask: fc.boolean(),
  isPublished: fc.boolean(),
  session: fc.option(
    fc.record({
      status: fc.constantFrom(...sessionStatuses),
      startedAt: fc.constantFrom(ago(1000), moments.started),
      lastHeartbeatAt: fc.constantFrom(undefined, ago(1000), ago(400_000)),
      host: fc.constantFrom('desk', 'lap', undefined),
      engine: fc.constantFrom('process', 'tmux', 'never-asked'),
    }),
    { nil: undefined },
  ),
  entry: fc.option(
    fc.record({
      process: anyProcess,
      exitCode: fc.constantFrom(undefined, 0, 3),
      status: fc.constantFrom(undefined, ...sessionStatuses),
    }),
    { nil: undefined },
  ),
  checkpoint: fc.constantFrom(undefined, ...Object.values(makeCheckpoint)),
  environment: fc.option(fc.record(placeParts), { nil: undefined }),
  reading: anyReading,
};
const anyPart = fc.record(parts);

/** A task that waits with a worktree nobody is at work in, so that all of what is seen there counts. */
const anyWorktree: typeof anyPart = fc.record({
  ...parts,
  state: fc.constantFrom('queued', 'blocked'),
  hasTask: fc.constant(true),
  session: fc.constant(undefined),
  entry: fc.constant(undefined),
  environment: fc.record({
    ...placeParts,
    make: fc.constant(makeEnvironment.worktree),
    state: fc.constant('ready'),
    isLeased: fc.constant(false),
    isWhole: fc.constant(true),
  }),
  reading: anyPlacedReading,
});

/** One task with everything around it, each part there or not. */
export const anySlot = fc.oneof(
  { arbitrary: anyPart, weight: 3 },
  { arbitrary: anyWorktree, weight: 1 },
);
export type Slot = typeof anySlot extends fc.Arbitrary<infer T> ? T : never;

/** The records of these tasks, numbered `t-0`, `t-1`, … */
export function recordsOf(slots: readonly Slot[]) {
  const numbered = slots.map((slot, index) => ({ slot, id: `t-${index}` }));
  const placed = numbered.filter(({ slot }) => slot.environment !== undefined);
  return recordSet({
    runs: [makeRun({ id: 'top' }), makeRun({ parentRunId: 'top' })],
    tasks: numbered
      .filter(({ slot }) => slot.hasTask)
      .map(({ slot, id }) =>
        makeTask.running({
          id,
          state: slot.state,
          blockedReasons: slot.state === 'blocked' ? slot.reasons : [],
          startedAt: slot.isBegun ? moments.started : undefined,
          dependsOn: [`t-${slot.needs}`],
          resultPublished: slot.isPublished,
          environmentId: slot.environment === undefined ? undefined : `env-${id}`,
        }),
      ),
    sessions: numbered.flatMap(({ slot, id }) =>
      slot.session === undefined
        ? []
        : [makeSession.running({ id: `s-${id}`, taskId: id, ...slot.session })],
    ),
    checkpoints: numbered.flatMap(({ slot, id }) =>
      slot.checkpoint === undefined ? [] : [slot.checkpoint({ id: `c-${id}`, taskId: id })],
    ),
    environments: placed.flatMap(({ slot: { environment }, id }) =>
      environment === undefined
        ? []
        : [
            environment.make({
              id: `env-${id}`,
              taskId: id,
              state: environment.state,
              cleanupPolicy: environment.cleanupPolicy,
              updatedAt: environment.updatedAt,
              ...(environment.isWhole ? {} : { git: undefined }),
              ...(environment.isLeased
                ? {
                    lease: makeLease.held({
                      expiresAt: environment.expiresAt,
                      holder: {
                        ...makeLease.held().holder,
                        sessionId: environment.isHolderNamed ? `s-${id}` : undefined,
                        host: environment.holderHost,
                      },
                    }),
                  }
                : {}),
            }),
          ],
    ),
  });
}
