import { expect, test } from 'vitest';
import type { SweepDocument } from '#shared/contract/sweep.ts';
import { endChild } from '#e2e/worlds/end-child.ts';
import { holdHome } from '#e2e/worlds/hold-home.ts';
import { threeSessions } from '#e2e/worlds/three-sessions.ts';
import { makeWorld, sourceEntry } from '#e2e/worlds/world.ts';

test('what ended while every Rollcall process was dead is told by what was recorded, not guessed', async () => {
  const world = await makeWorld(sourceEntry);
  try {
    const { goesOn, endsWell, endsBadly } = await threeSessions(world);
    await endChild(await holdHome(world), 'SIGKILL');
    await endsWell.end(0);
    await endsBadly.end(3);

    const swept = await world.rollcall(['sweep', '--json']);
    const sweep: SweepDocument = JSON.parse(swept.stdout);
    expect(swept.code).toBe(1);
    expect(sweep.summary.sessions).toEqual({
      inSync: 1,
      crashed: 1,
      orphaned: 0,
      statusUpdates: 1,
      unknown: 0,
      leftovers: 0,
    });
    const bySession = new Map(sweep.conditions.map((one) => [one.sessionId, one]));
    expect(bySession.has(goesOn.sessionId)).toBe(false);
    const well = bySession.get(endsWell.sessionId);
    expect(well).toMatchObject({
      lane: 'drifted',
      reason: 'finished_unrecorded',
      proposed: 'update_status',
    });
    expect(well?.message).toContain('code 0');
    const badly = bySession.get(endsBadly.sessionId);
    expect(badly).toMatchObject({ lane: 'crashed', reason: 'process_exited' });
    expect(badly?.message).toContain('code 3');
    expect(process.kill(goesOn.pid, 0)).toBe(true);

    const tasks = new Map(sweep.tasks.map((task) => [task.id, task.state]));
    expect(tasks.get(goesOn.taskId)).toBe('running');
    expect(tasks.get(endsBadly.taskId)).toBe('blocked');
  } finally {
    await world.remove();
  }
});
