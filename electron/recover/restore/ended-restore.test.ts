import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { addInterruptedTask } from '#electron/recover/recovery-task.ts';
import {
  createRecoveryWorld,
  quietly,
  type RecoveryWorld,
} from '#electron/recover/recovery-world.ts';
import { actOn } from '#electron/recover/testing/act-and-undo.ts';
import { backupTarget } from '#shared/domain/backup.ts';
import type { Operation } from '#shared/domain/plan.ts';

let world: RecoveryWorld;
afterEach(() => world.close());

it.each([
  ['is brought to its end', undefined, 'applied', 'of the first attempt'],
  ['writes over nothing that was written since', 'since then', 'failed', 'since then'],
] as const)(
  'a restore from a ref that was ended in the middle %s',
  async (_what, written, result, now) => {
    let saved: Operation | undefined;
    let reach: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => (reach = resolve));
    let isOver = false;
    world = await createRecoveryWorld(rooms, ({ runGit, operations }) => ({
      operations: {
        ...operations,
        begin(operation) {
          saved = operation;
          return operations.begin(operation);
        },
      },
      runGit(request) {
        if (isOver || request.args[0] !== 'checkout-index') return runGit(request);
        reach();
        return new Promise(() => undefined);
      },
    }));
    const { path, conditionId } = addInterruptedTask(world, {
      id: 'login',
      task: { approvalRequired: true },
    });
    const notes = join(path, 'notes.txt');
    writeFileSync(notes, 'of the first attempt');
    await actOn(world, 'restart', conditionId);
    writeFileSync(notes, 'of the second attempt');
    const [kept] = await world.recovery.backups();
    const plan = await world.recovery.plan('restore', [backupTarget(kept?.id ?? '')]);
    void world.recovery.apply(plan.planId, plan.fingerprint, quietly);
    await reached;
    isOver = true;
    if (saved === undefined) throw new Error('nothing was saved');
    if (written !== undefined) writeFileSync(notes, written);
    const settled = await world.recovery.settle(saved);
    expect(settled.items).toMatchObject([{ result }]);
    expect(readFileSync(notes, 'utf8')).toBe(now);
  },
);
