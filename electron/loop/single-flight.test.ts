import { expect, test } from 'vitest';
import { createSingleFlight } from './single-flight.ts';

function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

test('however often it is woken during a look, exactly one more look follows', async () => {
  const first = gate();
  let runs = 0;
  const flight = createSingleFlight(async () => {
    runs += 1;
    if (runs === 1) await first.opened;
  });
  const one = flight.wake();
  const later = [flight.wake(), flight.wake(), flight.wake()];
  expect(runs).toBe(1);
  first.open();
  await Promise.all([one, ...later]);
  await flight.idle();
  expect(runs).toBe(2);
});

test('a failing look does not stop the one that was asked for meanwhile', async () => {
  const first = gate();
  let runs = 0;
  const flight = createSingleFlight(async () => {
    runs += 1;
    if (runs > 1) return;
    await first.opened;
    throw new Error('git went away');
  });
  const one = flight.wake();
  const two = flight.wake();
  first.open();
  await expect(one).rejects.toThrow('git went away');
  await two;
  expect(runs).toBe(2);
});
