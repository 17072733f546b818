import { expect, test } from 'vitest';
import { createManualClock } from '#electron/platform/clock.ts';
import { createAwakeSince } from './awake-since.ts';

const startMs = Date.UTC(2026, 0, 1);
const hourMs = 3_600_000;

test('time that passes awake, and a clock that is corrected, are no sleep', async () => {
  const clock = createManualClock(startMs);
  const awakeSince = createAwakeSince(clock);
  await clock.advance(hourMs);
  expect(awakeSince()).toBeUndefined();
  clock.setTo(clock.nowMs() + 2000);
  expect(awakeSince()).toBeUndefined();
  clock.setTo(clock.nowMs() - hourMs);
  expect(awakeSince()).toBeUndefined();
});

test('after a sleep it is the moment at which it was first asked, until the next sleep', async () => {
  const clock = createManualClock(startMs);
  const awakeSince = createAwakeSince(clock);
  clock.setTo(startMs + hourMs);
  expect(awakeSince()).toBe('2026-01-01T01:00:00.000Z');
  await clock.advance(60_000);
  expect(awakeSince()).toBe('2026-01-01T01:00:00.000Z');
  clock.setTo(clock.nowMs() + hourMs);
  expect(awakeSince()).toBe('2026-01-01T02:01:00.000Z');
});
