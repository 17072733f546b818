import { expect, test } from 'vitest';
import type { ProcessReading } from '#shared/domain/observation.ts';
import type { Session } from '#shared/domain/session.ts';
import { createManualClock } from '#electron/platform/clock.ts';
import { observeRecordedSessions } from './recorded-sessions.ts';

const clock = createManualClock(Date.parse('2026-01-01T12:00:00Z'));
const session: Session = {
  id: 's-1',
  engine: 'brat',
  status: 'running',
  pid: 4121,
  startedAt: '2026-01-01T11:00:00.000Z',
  updatedAt: '2026-01-01T11:00:00.000Z',
};

async function look(process: Partial<ProcessReading>, more: Partial<Session> = {}) {
  const observedAt = clock.now();
  const reading = await observeRecordedSessions(
    {
      clock,
      identifyProcess: (pid) => Promise.resolve({ pid, startTime: '7' }),
      observeProcess: (identity) =>
        Promise.resolve({ kind: 'alive', identity, observedAt, ...process } as ProcessReading),
    },
    'brat',
    [{ ...session, ...more }],
  );
  return reading.kind === 'read' ? reading.entries[0]?.process.kind : reading.kind;
}

test('a session lives while the process under its pid began when it did', async () => {
  expect(await look({ startedAt: '2026-01-01T10:59:55.000Z' })).toBe('alive');
  expect(await look({ kind: 'absent' })).toBe('absent');
});

test('a process that began later has only its pid', async () => {
  expect(await look({ startedAt: '2026-01-01T11:30:00.000Z' })).toBe('reused');
});

test('a process that works where the session does is not called another one, though the clock says so', async () => {
  const began = { startedAt: '2026-01-01T19:00:00.000Z' };
  const cwd = '/repo/.grite/worktrees/s-1';
  expect(await look({ ...began, cwd: `${cwd}/src` }, { cwd })).toBe('unknown');
  expect(await look({ ...began, cwd: '/repo' }, { cwd })).toBe('reused');
});

test('nothing is concluded from an older process, from one of unknown age, or without a pid', async () => {
  expect(await look({ startedAt: '2026-01-01T09:00:00.000Z' })).toBe('unknown');
  expect(await look({})).toBe('unknown');
  expect(await look({}, { pid: undefined })).toBe('unknown');
});
