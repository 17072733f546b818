import { expect, test, vi } from 'vitest';
import { makeRunRow } from '#shared/testing/make-view.ts';
import { patchView } from '#shared/contract/view-delta.ts';
import type { View } from '#shared/contract/view.ts';
import { emptyView } from './build-view.ts';
import { createLive } from './live.ts';

const withRun = (view: View, id: string): View => ({
  ...view,
  runs: [...view.runs, makeRunRow({ id })],
});

test('a screen gets a snapshot, then numbered deltas that rebuild the same view', async () => {
  const live = createLive(emptyView('/home'));
  const events = live.watch(undefined);
  const first = await events.next();
  expect(first.value).toEqual({ kind: 'snapshot', sequence: 0, view: emptyView('/home') });

  live.publish(withRun(live.view(), 'a'));
  live.publish(withRun(live.view(), 'b'));
  let mirror = emptyView('/home');
  for (const sequence of [1, 2]) {
    const { value } = await events.next();
    if (value?.kind !== 'delta') throw new Error('expected a delta');
    expect(value.sequence).toBe(sequence);
    mirror = patchView(mirror, value.delta);
  }
  expect(mirror).toEqual(live.view());
});

test('a screen that does not keep up gets one snapshot instead of what it missed', async () => {
  const live = createLive(emptyView('/home'));
  const events = live.watch(undefined);
  await events.next();
  for (let index = 0; index < 500; index += 1) live.publish(withRun(live.view(), `run-${index}`));
  const { value } = await events.next();
  expect(value?.kind).toBe('snapshot');
  if (value?.kind === 'snapshot') expect(value.view.runs.length).toBeGreaterThan(200);
});

test('a screen that goes away is forgotten', async () => {
  const live = createLive(emptyView('/home'));
  const leaving = new AbortController();
  const events = live.watch(leaving.signal);
  await events.next();
  const waiting = events.next();
  leaving.abort();
  expect(await waiting).toEqual({ done: true, value: undefined });
});

test('a listener that fails keeps the news from nobody, and breaks nothing off that publishes', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const live = createLive(emptyView('/home'));
  const heard: number[] = [];
  live.onChange(() => {
    throw new Error('database or disk is full');
  });
  live.onChange(({ runs }) => heard.push(runs.length));
  live.publish(withRun(live.view(), 'a'));
  live.publish(withRun(live.view(), 'b'));
  expect(heard).toEqual([1, 2]);
  expect(told.mock.calls.join()).toContain('database or disk is full');
  told.mockRestore();
});
