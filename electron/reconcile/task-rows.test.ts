import { describe, expect, test } from 'vitest';
import type { Checkpoint } from '#shared/domain/checkpoint.ts';
import type { RecordSet } from '#shared/domain/records.ts';
import type { Situation } from '#shared/domain/reconciliation.ts';
import { applyTransitions } from '#shared/testing/apply-transitions.ts';
import {
  absent,
  engineRead,
  environmentReading,
  makeEntry,
  makeWorktreeEntry,
  statusRead,
} from '#shared/testing/make-reading.ts';
import {
  makeCheckpoint,
  makeEnvironment,
  makeRun,
  makeSession,
  makeTask,
} from '#shared/testing/make-record.ts';
import { observed, recordSet, situation } from '#shared/testing/make-situation.ts';
import { moments } from '#shared/testing/moments.ts';
import { reconcile } from './reconcile.ts';

const dead = engineRead([makeEntry({ process: absent() })]);

const look = (recorded: RecordSet, more: Partial<Situation['observed']> = {}) =>
  reconcile(situation({ recorded, observed: observed({ engines: [dead], ...more }) }));

const running = (...checkpoints: Checkpoint[]) =>
  recordSet({
    runs: [makeRun()],
    tasks: [makeTask.running({ environmentId: undefined })],
    sessions: [makeSession.running()],
    checkpoints,
  });

const after = (recorded: RecordSet) => applyTransitions(recorded, look(recorded).transitions);

describe('a running task whose session is dead', () => {
  test.each([
    [makeCheckpoint.resumable(), 'Interrupted: can resume from “after tests”.', 'resume'],
    [makeCheckpoint.readonly(), 'Interrupted: can safely restart from “after tests”.', 'restart'],
    [
      makeCheckpoint.gated(),
      'Interrupted: needs the operator because “before sending” is operator gated.',
      'acknowledge',
    ],
    [
      makeCheckpoint.gated({ replaySafety: 'non_replayable_side_effect' }),
      'Interrupted: needs the operator because “before sending” is non replayable side effect.',
      'acknowledge',
    ],
    [
      makeCheckpoint.resumable({ resumeState: undefined }),
      'Interrupted: can resume from “after tests”.',
      'mark_crashed',
    ],
    [undefined, 'Interrupted: it has no checkpoint to go on from.', 'restart'],
  ] as const)(
    'waits with a reason built from its checkpoint, %#',
    (checkpoint, reason, proposed) => {
      const recorded = running(...(checkpoint === undefined ? [] : [checkpoint]));
      expect(after(recorded).tasks[0]?.record).toMatchObject({
        state: 'blocked',
        blockedReasons: [reason],
      });
      const { conditions } = look(recorded);
      expect(conditions).toMatchObject([{ lane: 'crashed', proposed }]);
      const offered = conditions[0]?.actions.filter((one) => one.offered).map(({ verb }) => verb);
      expect(offered).toContain('restart');
      expect(offered).toContain('acknowledge');
    },
  );

  test('keeps the note that its checkpoint had', () => {
    const checkpoint = makeCheckpoint.resumable({ note: 'half way', noteHistory: ['began'] });
    expect(after(running(checkpoint)).checkpoints[0]?.record).toMatchObject({
      stage: 'blocked',
      note: 'Interrupted: its session ended before the task did.',
      noteHistory: ['began', 'half way'],
    });
  });

  test('goes by its latest checkpoint', () => {
    const older = makeCheckpoint.gated({ id: 'c-1' });
    const newer = makeCheckpoint.resumable({ id: 'c-2', updatedAt: '2026-01-31T13:00:00.000Z' });
    const records = after(running(newer, older));
    expect(records.checkpoints.map(({ record }) => record.stage)).toEqual(['blocked', 'running']);
  });

  test('is left alone while another session of it lives', () => {
    const recorded = recordSet({
      runs: [makeRun()],
      tasks: [makeTask.running()],
      sessions: [makeSession.running(), makeSession.running({ id: 's-2' })],
    });
    const outcome = look(recorded, {
      engines: [engineRead([makeEntry({ process: absent() }), makeEntry({ sessionId: 's-2' })])],
    });
    expect(outcome.transitions).toEqual([]);
    expect(outcome.conditions).toMatchObject([
      { subject: { id: 's-login' }, proposed: 'mark_crashed' },
    ]);
  });

  test('is not interrupted when its session finished well', () => {
    const outcome = look(running(), {
      engines: [engineRead([makeEntry({ process: absent(), exitCode: 0 })])],
    });
    expect(outcome.transitions).toEqual([]);
    expect(outcome.conditions).toMatchObject([
      { reason: 'finished_unrecorded', proposed: 'update_status' },
    ]);
    expect(outcome.conditions[0]?.actions).toContainEqual({
      verb: 'update_status',
      offered: true,
      effect: 'Records the session as ended with code 0, and its task as completed.',
    });
  });

  test('without any session is not ours to judge', () => {
    const recorded = recordSet({ runs: [makeRun()], tasks: [makeTask.running()] });
    expect(look(recorded)).toMatchObject({ conditions: [], transitions: [] });
  });

  test.each([makeTask.completed(), makeTask.failed(), makeTask.cancelled()])(
    'is not touched once it is finished ($state)',
    (task) => {
      const recorded = recordSet({
        runs: [makeRun()],
        tasks: [task],
        sessions: [makeSession.running()],
        environments: [makeEnvironment.worktree({ health: 'missing', recoveryStatus: 'pending' })],
      });
      const outcome = look(recorded, { environments: [environmentReading.unregistered()] });
      expect(outcome.transitions.map(({ audit }) => audit.subject)).toEqual([
        'environment:env-login',
      ]);
    },
  );
});

describe('the run of a task', () => {
  test('waits as soon as nothing of it runs, and so does the run above it', () => {
    const records = after(
      recordSet({
        runs: [makeRun({ id: 'top' }), makeRun({ parentRunId: 'top' })],
        tasks: [makeTask.running(), makeTask.running({ id: 'cart' })],
        sessions: [makeSession.running(), makeSession.running({ id: 's-cart', taskId: 'cart' })],
      }),
    );
    expect(records.runs.map(({ record, version }) => [record.id, record.status, version])).toEqual([
      ['top', 'waiting', 2],
      ['run-1', 'waiting', 2],
    ]);
  });

  test('goes on while another task of it runs', () => {
    const records = after(
      recordSet({
        runs: [makeRun()],
        tasks: [makeTask.running(), makeTask.queued({ id: 'cart' })],
        sessions: [makeSession.running()],
      }),
    );
    expect(records.runs[0]).toMatchObject({ version: 1, record: { status: 'running' } });
  });

  test('that names itself as its parent is no endless story', () => {
    const records = after(
      recordSet({
        runs: [makeRun({ parentRunId: 'run-1' })],
        tasks: [makeTask.running()],
        sessions: [makeSession.running()],
      }),
    );
    expect(records.tasks[0]?.record.state).toBe('blocked');
  });
});

describe('one item to act on, not two', () => {
  const blocked = recordSet({
    runs: [makeRun({ status: 'waiting' })],
    tasks: [makeTask.blocked({ blockedReasons: ['Interrupted: can resume from “after tests”.'] })],
    sessions: [makeSession.exited({ exitCode: -1 })],
    checkpoints: [makeCheckpoint.resumable()],
    environments: [makeEnvironment.worktree()],
  });

  test('a blocked task stands for itself when nothing else does', () => {
    const { conditions } = look(blocked, { environments: [environmentReading.clean()] });
    expect(conditions).toMatchObject([
      { id: 'task:login:interrupted', lane: 'blocked', proposed: 'resume' },
    ]);
  });

  test('its missing environment stands for it, and says what must come first', () => {
    const { conditions } = look(blocked, { environments: [environmentReading.missing()] });
    expect(conditions).toMatchObject([
      { reason: 'directory_missing', proposed: 'recreate', taskId: 'login' },
    ]);
    expect(conditions[0]?.actions).toContainEqual(
      expect.objectContaining({
        verb: 'resume',
        offered: false,
        why: 'Its environment is missing; recreate it first.',
      }),
    );
  });

  test.each([
    [
      { status: statusRead({ nested: ['vendor/kit'] }) },
      'No backup can hold the repositories inside its environment (vendor/kit); move those first.',
    ],
    [
      { worktree: makeWorktreeEntry({ indexLockedSince: moments.now }) },
      'Another git holds the index of its environment; wait for it, or unlock it first.',
    ],
  ])('a restart that could only be refused is not proposed, %#', (more, why) => {
    const environments = [environmentReading.clean(more)];
    const { conditions } = look(blocked, { environments });
    expect(conditions).not.toEqual([]);
    for (const condition of conditions)
      expect(condition.actions).toContainEqual(
        expect.objectContaining({ verb: 'restart', offered: false, why }),
      );
  });

  test('a task blocked for another reason says which', () => {
    const recorded = recordSet({
      tasks: [makeTask.blocked({ blockedReasons: ['Waits for task schema.'] })],
    });
    expect(look(recorded).conditions).toMatchObject([
      {
        id: 'task:login:task_blocked',
        message: 'Waits for task schema; no checkpoint.',
        proposed: 'restart',
      },
    ]);
  });
});

test('those who wait are counted once each, through others and through child runs', () => {
  const recorded = recordSet({
    runs: [makeRun(), makeRun({ id: 'child', parentRunId: 'run-1' })],
    tasks: [
      makeTask.blocked({ dependsOn: ['c'] }),
      makeTask.queued({ id: 'b', dependsOn: ['login'] }),
      makeTask.queued({ id: 'c', dependsOn: ['b', 'login'] }),
      makeTask.completed({ id: 'd', dependsOn: ['login'] }),
      makeTask.queued({ id: 'e', runId: 'child' }),
      makeTask.queued({ id: 'f' }),
    ],
  });
  expect(look(recorded).conditions).toMatchObject([{ taskId: 'login', blastRadius: 3 }]);
});

test('an acknowledgement outlives its note, but not another change', () => {
  const signatureWith = (checkpoint: Checkpoint) =>
    look(running(checkpoint)).conditions[0]?.signature;
  const plain = signatureWith(makeCheckpoint.resumable());
  const noted = makeCheckpoint.resumable({ note: 'seen', updatedAt: '2026-01-31T14:05:00.000Z' });
  expect(signatureWith(noted)).toBe(plain);
  expect(signatureWith(makeCheckpoint.resumable({ safeBoundaryLabel: 'after lint' }))).not.toBe(
    plain,
  );
});
