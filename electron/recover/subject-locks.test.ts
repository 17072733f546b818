import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { backupTarget } from '#shared/domain/backup.ts';
import { addInterruptedTask } from './recovery-task.ts';
import { createRecoveryWorld, quietly, type RecoveryWorld } from './recovery-world.ts';
import { actOn } from './testing/act-and-undo.ts';

let world: RecoveryWorld;
afterEach(() => world.close());

it('gives nothing back into a worktree while another operation is at work on it', async () => {
  let enter: () => void = () => undefined;
  let release: () => void = () => undefined;
  const entered = new Promise<void>((resolve) => (enter = resolve));
  const released = new Promise<void>((resolve) => (release = resolve));
  let isHeld = false;
  world = await createRecoveryWorld(rooms, ({ observePath }) => ({
    async observePath(path) {
      if (isHeld) {
        enter();
        await released;
      }
      return observePath(path);
    },
  }));
  const { path, conditionId } = addInterruptedTask(world, {
    id: 'login',
    task: { approvalRequired: true },
  });
  writeFileSync(join(path, 'notes.txt'), 'work');
  await actOn(world, 'restart', conditionId);
  const [kept] = await world.recovery.backups();
  const restore = await world.recovery.plan('restore', [backupTarget(kept?.id ?? '')]);
  const first = await world.plan('clean_up', conditionId);
  expect(first.items[0]?.eligible).toBe(true);
  expect(restore.items[0]?.eligible).toBe(true);
  isHeld = true;
  const running = world.recovery.apply(first.planId, first.fingerprint, quietly);
  await entered;
  isHeld = false;
  const refused = await world.apply(restore);
  release();
  await running;
  expect(refused.result).toBe('refused');
  expect(refused.why).toContain('is at work on it; plan again');
});
