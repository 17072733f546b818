import { expect, test, vi } from 'vitest';
import { crashedWithCheckpoint } from '#e2e/worlds/crashed-with-checkpoint.ts';
import { holdHome } from '#e2e/worlds/hold-home.ts';
import { endChild } from '#e2e/worlds/end-child.ts';
import { makeWorld, sourceEntry, type World } from '#e2e/worlds/world.ts';
import { createManualClock } from '#electron/platform/clock.ts';
import { homePaths } from '#electron/platform/home.ts';
import { openJournal, type Journal } from '#electron/journal/open-journal.ts';

const clock = createManualClock(Date.parse('2026-01-31T14:03:10.000Z'));

function withJournal<T>(world: World, look: (journal: Journal) => T): T {
  const opened = openJournal({ file: homePaths(world.home).journal, clock });
  if (!opened.ok) throw new Error(opened.error.message);
  try {
    return look(opened.value);
  } finally {
    opened.value.close();
  }
}

const taskState = (world: World, id: string): string | undefined =>
  withJournal(world, ({ records }) => records.get('task', id)?.record.state);

test('a crashed task goes on by itself at the next start, only where that was turned on', async () => {
  const world = await makeWorld(sourceEntry);
  try {
    const { repository, agent } = await crashedWithCheckpoint(world);

    const first = await holdHome(world);
    await vi.waitFor(() => expect(taskState(world, agent.taskId)).toBe('blocked'), 20_000);
    await endChild(first, 'SIGTERM');
    expect(taskState(world, agent.taskId)).toBe('blocked');

    withJournal(world, ({ settings }) => settings.set('auto_resume', [repository]));
    await holdHome(world);
    await vi.waitFor(() => expect(taskState(world, agent.taskId)).toBe('running'), 30_000);
    const told = withJournal(world, ({ audit }) =>
      audit.list({ subject: `task:${agent.taskId}`, verb: 'resume', limit: 10 }),
    );
    expect(told.map(({ actor }) => actor)).toContain('rollcall');
    expect(told.map(({ actor }) => actor)).not.toContain('operator');
  } finally {
    await world.remove();
  }
}, 90_000);
