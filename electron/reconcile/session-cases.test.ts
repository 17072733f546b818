import { describe, expect, test } from 'vitest';
import type { SessionStatus } from '#shared/domain/session.ts';
import { isLegalMove } from '#shared/domain/session-transition.ts';
import { absent, alive, engineRead, makeEntry } from '#shared/testing/make-reading.ts';
import { makeSession } from '#shared/testing/make-record.ts';
import { observed, recordSet, situation } from '#shared/testing/make-situation.ts';
import { later, moments } from '#shared/testing/moments.ts';
import { sessionCases, sessionMoves } from '#shared/testing/reference-session-cases.ts';
import { reconcile } from './reconcile.ts';

const justNow = later(moments.now, -5000);

const recordOf = (id: string, status: SessionStatus) =>
  makeSession.running({
    id,
    status,
    taskId: undefined,
    startedAt: status === 'spawned' ? justNow : moments.started,
  });

describe('sessions beside their engine, as in the reference or better', () => {
  test.each(sessionCases)('$title', ({ records, engine, outcome }) => {
    const entries = engine.map(({ id, alive: isAlive, exitCode }) =>
      makeEntry({ sessionId: id, process: isAlive ? alive() : absent(), exitCode }),
    );
    const { conditions, sessions, transitions } = reconcile(
      situation({
        recorded: recordSet({ sessions: records.map(({ id, status }) => recordOf(id, status)) }),
        observed: observed({ engines: [engineRead(entries)] }),
      }),
    );
    const idsIn = (lane: string) =>
      conditions.filter((one) => one.lane === lane).map(({ subject }) => subject.id);
    expect(idsIn('crashed')).toEqual(outcome.crashed ?? []);
    expect(idsIn('orphaned')).toEqual(outcome.orphaned ?? []);
    expect(sessions).toEqual({
      inSync: outcome.inSync ?? 0,
      crashed: outcome.crashed?.length ?? 0,
      orphaned: outcome.orphaned?.length ?? 0,
      statusUpdates: 0,
      unknown: outcome.unknown ?? 0,
      leftovers: 0,
    });
    expect(transitions).toEqual([]);
  });
});

describe("a session's record moves forward only", () => {
  test.each(sessionMoves.allowed)('%s may become %s', (from, to) => {
    expect(isLegalMove(from, to)).toBe(true);
  });

  test.each(sessionMoves.refused)('%s may not become %s, unless forced', (from, to) => {
    expect(isLegalMove(from, to)).toBe(false);
  });

  test('staying the same is no move', () => {
    expect(isLegalMove('running', 'running')).toBe(true);
  });
});
