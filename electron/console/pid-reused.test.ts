import { expect, test } from 'vitest';
import type { SweepDocument } from '#shared/contract/sweep.ts';
import { pidReused } from '#e2e/worlds/pid-reused.ts';
import { makeWorld, sourceEntry } from '#e2e/worlds/world.ts';

test('a pid that belongs to another process now is never shown as alive and never signalled', async () => {
  const world = await makeWorld(sourceEntry);
  try {
    const { home, sessionId, bystander } = await pidReused(world);
    const rollcall = (...args: string[]) => world.rollcall([...args, '--home', home]);
    const sweep: SweepDocument = JSON.parse((await rollcall('sweep', '--json')).stdout);
    expect(sweep.summary.sessions).toMatchObject({ inSync: 0, crashed: 1, unknown: 0 });
    const condition = sweep.conditions.find((one) => one.sessionId === sessionId);
    expect(condition).toMatchObject({ lane: 'crashed', reason: 'pid_reused' });
    expect(condition?.message).toContain(`pid ${bystander.pid} now belongs to another process`);

    const attempt = async (verb: string): Promise<unknown> => {
      const { planId } = JSON.parse((await rollcall('plan', verb, sessionId, '--json')).stdout);
      const applied = await rollcall('apply', planId, '--yes', '--json');
      expect([bystander.exitCode, bystander.signalCode], verb).toEqual([null, null]);
      return JSON.parse(applied.stdout).items[0].result;
    };
    expect(await attempt('stop')).toBe('not_attempted');
    expect(await attempt('resume')).toBe('not_attempted');
    expect(await attempt('restart')).toBe('applied');
    expect(process.kill(bystander.pid ?? 0, 0)).toBe(true);

    const after: SweepDocument = JSON.parse((await rollcall('sweep', '--json')).stdout);
    expect(after.conditions).toEqual([]);
    expect(after.summary.sessions).toMatchObject({ inSync: 2, crashed: 0, orphaned: 0 });
    expect((await rollcall('audit', 'verify')).code).toBe(0);
  } finally {
    await world.remove();
  }
});
