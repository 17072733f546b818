import { expect, test, vi } from 'vitest';
import { crashedWithCheckpoint } from '#e2e/worlds/crashed-with-checkpoint.ts';
import { holdHome } from '#e2e/worlds/hold-home.ts';
import { endChild } from '#e2e/worlds/end-child.ts';
import { makeWorld, sourceEntry, type World } from '#e2e/worlds/world.ts';
import { withJournal } from '#electron/journal/testing/journal-of.ts';

const taskState = (world: World, id: string): string | undefined =>
  withJournal(world.home, ({ records }) => records.get('task', id)?.record.state);

test('a crashed task goes on by itself at the next start, only where that was turned on', async () => {
  const world = await makeWorld(sourceEntry);
  try {
    const { repository, agent } = await crashedWithCheckpoint(world);

    const first = await holdHome(world);
    await vi.waitFor(() => expect(taskState(world, agent.taskId)).toBe('blocked'), 20_000);
    await endChild(first, 'SIGTERM');
    expect(taskState(world, agent.taskId)).toBe('blocked');

    withJournal(world.home, ({ settings }) => settings.set('auto_resume', [repository]));
    await holdHome(world);
    await vi.waitFor(() => expect(taskState(world, agent.taskId)).toBe('running'), 30_000);
    const told = withJournal(world.home, ({ audit }) =>
      audit.list({ subject: `task:${agent.taskId}`, verb: 'resume', limit: 10 }),
    );
    expect(told.map(({ actor }) => actor)).toContain('rollcall');
    expect(told.map(({ actor }) => actor)).not.toContain('operator');
  } finally {
    await world.remove();
  }
}, 90_000);
