import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { backupTarget } from '#shared/domain/backup.ts';
import type { OperationItem } from '#shared/domain/plan.ts';
import { rooms } from '#electron/console/recovery-rooms.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { addInterruptedTask } from '#electron/recover/recovery-task.ts';
import { createRecoveryWorld, type RecoveryWorld } from '#electron/recover/recovery-world.ts';
import { makeReadOnly, mountSmallDisk } from '#electron/recover/testing/bad-disk.ts';
import { findLost, takeHoldings } from '#electron/recover/testing/holdings.ts';

let world: RecoveryWorld | undefined;
const ends: (() => void)[] = [];
afterEach(async () => {
  await world?.close();
  world = undefined;
  for (const end of ends.splice(0).toReversed()) end();
});

/** Work that one verb took away, on a small disk where one can be mounted. */
async function takeAway(
  verb: 'clean_up' | 'restart',
  change: (deps: RecoverDeps) => Partial<RecoverDeps> = () => ({}),
) {
  const disk = mountSmallDisk(24 * 1024 * 1024);
  const place = process.env['TMPDIR'];
  if (disk !== undefined) {
    process.env['TMPDIR'] = disk.path;
    ends.push(() => disk.remove());
  }
  const made = await createRecoveryWorld(rooms, change).finally(() => {
    if (place === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = place;
  });
  world = made;
  const { path, conditionId } = addInterruptedTask(made, {
    id: 'login',
    task: { approvalRequired: true },
  });
  writeFileSync(join(path, 'new.txt'), randomBytes(150_000).toString('hex'));
  const before = takeHoldings(made);
  expect(await made.apply(await made.plan(verb, conditionId))).toMatchObject({ result: 'applied' });
  const [kept] = await made.recovery.backups();
  return { made, path, before, disk, backupId: kept?.id ?? '' };
}

/** Restores one backup, as often as it is asked to. */
const restore = async (made: RecoveryWorld, id: string): Promise<OperationItem> =>
  made.apply(await made.recovery.plan('restore', [backupTarget(id)]));

describe('a restore loses nothing, and can be tried again', () => {
  it('when the folder that it goes back to cannot be written', async () => {
    const { made, path, before, backupId } = await takeAway('clean_up');
    const to = join(dirname(dirname(path)), 'elsewhere', 'login');
    mkdirSync(dirname(to));
    const end = makeReadOnly(dirname(to));
    const plan = await made.recovery.plan('restore', [backupTarget(backupId)], { to });
    const item = plan.items[0]?.eligible === true ? await made.apply(plan) : plan.items[0];
    end();
    expect(item?.why).toMatch(/It is still in|on another volume|cannot be written/);
    expect(findLost(made, before)).toEqual([]);
    expect(await restore(made, backupId)).toMatchObject({ result: 'applied' });
    expect(readFileSync(join(path, 'new.txt'), 'utf8')).toHaveLength(300_000);
  });

  it('when the disk becomes full while files are given back', async () => {
    let fillUp: () => void = () => undefined;
    const { made, path, before, disk, backupId } = await takeAway('restart', ({ runGit }) => ({
      runGit(request) {
        if (request.args[0] === 'checkout-index') fillUp();
        return runGit(request);
      },
    }));
    let end: () => void = () => undefined;
    fillUp = () => {
      disk?.fill(20_000);
      end = disk?.makeRoom ?? makeReadOnly(path);
      fillUp = () => undefined;
    };
    const item = await restore(made, backupId).finally(() => end());
    expect(item.result).toBe('failed');
    expect(item.why).toContain('It was not given back');
    expect(findLost(made, before)).toEqual([]);
    expect(await restore(made, backupId)).toMatchObject({ result: 'applied' });
    expect(readFileSync(join(path, 'new.txt'), 'utf8')).toHaveLength(300_000);
  });
});
