import { expect, test } from 'vitest';
import type { EngineEntry } from '#shared/domain/observation.ts';
import {
  absent,
  alive,
  engineRead,
  makeEntry,
  unknownProcess,
} from '#shared/testing/make-reading.ts';
import { makeSession } from '#shared/testing/make-record.ts';
import { recordSet } from '#shared/testing/make-situation.ts';
import { hasUnseenSession } from './unseen-sessions.ts';

const identity = { pid: 7, startTime: '1' };
const session = makeSession.running({ id: 's', ...identity });

const isUnseen = (...entries: readonly Partial<EngineEntry>[]): boolean =>
  hasUnseenSession(recordSet({ sessions: [session] }), [
    engineRead(entries.map((entry) => makeEntry({ sessionId: 's', ...entry }))),
  ]);

test('a session is seen when it lives, and when the very process that is recorded has ended', () => {
  expect(isUnseen({ process: alive(identity), identity })).toBe(false);
  expect(isUnseen({ process: absent(), identity })).toBe(false);
});

test('a session of which no engine tells, or only of a process before, is looked for once more', () => {
  expect(isUnseen()).toBe(true);
  expect(isUnseen({ process: unknownProcess(), identity })).toBe(true);
  expect(isUnseen({ process: absent(), identity: { pid: 7, startTime: '0' } })).toBe(true);
  expect(isUnseen({ process: absent(), identity: undefined })).toBe(true);
});
