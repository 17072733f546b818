import { randomBytes } from 'node:crypto';
import {
  closeSync,
  cpSync,
  openSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Plan } from '#shared/domain/plan.ts';
import { rooms } from '#electron/console/recovery-rooms.ts';
import type { RecoverDeps } from './recover-deps.ts';
import { addInterruptedTask } from './recovery-task.ts';
import { createRecoveryWorld, quietly, type RecoveryWorld } from './recovery-world.ts';
import { makeReadOnly, mountSmallDisk } from './testing/bad-disk.ts';
import { findLost, takeHoldings } from './testing/holdings.ts';

let world: RecoveryWorld | undefined;
const ends: (() => void)[] = [];
afterEach(async () => {
  await world?.close();
  world = undefined;
  for (const end of ends.splice(0).toReversed()) end();
});

/** An interrupted task with work that is nowhere else. */
async function makeWork(change: (deps: RecoverDeps) => Partial<RecoverDeps> = () => ({})) {
  const made = await createRecoveryWorld(rooms, change);
  world = made;
  const task = addInterruptedTask(made, { id: 'login' });
  writeFileSync(join(task.path, 'new.txt'), randomBytes(150_000).toString('hex'));
  return { made, ...task };
}

/** Tries again what did not come about. */
async function retry(made: RecoveryWorld, planned: Plan): Promise<string> {
  const again = await made.recovery.plan(
    planned.verb,
    planned.items.map(({ conditionId }) => conditionId),
  );
  return (await made.apply(again)).result;
}

describe('nothing is lost, and it can be tried again', () => {
  it('when the directory for what is put away cannot be written', async () => {
    const { made, path, conditionId } = await makeWork();
    const before = takeHoldings(made);
    const plan = await made.plan('clean_up', conditionId);
    const end = makeReadOnly(`${made.repository.root}.worktrees`);
    const item = await made.apply(plan).finally(end);
    expect(item.result).toBe('refused');
    expect(item.why).toMatch(/It cannot be put away: .*cannot be written .*(?:EROFS|EACCES)/);
    expect(readFileSync(join(path, 'new.txt'), 'utf8')).toHaveLength(300_000);
    expect(findLost(made, before)).toEqual([]);
    expect(await retry(made, plan)).toBe('applied');
    expect(findLost(made, before)).toEqual([]);
  });

  it('when the repository cannot be written, so that no backup can be made', async () => {
    const { made, conditionId } = await makeWork();
    const before = takeHoldings(made);
    const plan = await made.plan('restart', conditionId);
    const end = makeReadOnly(join(made.repository.root, '.git', 'objects'));
    const item = await made.apply(plan).finally(end);
    expect(item).toMatchObject({ result: 'failed' });
    expect(item.why).toContain('Nothing was changed, as the backup failed');
    expect(made.deps.store.get('task', 'login')?.record.state).toBe('blocked');
    expect(findLost(made, before)).toEqual([]);
    expect(await retry(made, plan)).toBe('applied');
    expect(findLost(made, before)).toEqual([]);
  });

  it('when the disk is full', async () => {
    const disk = mountSmallDisk(24 * 1024 * 1024);
    const place = process.env['TMPDIR'];
    if (disk !== undefined) {
      process.env['TMPDIR'] = disk.path;
      ends.push(() => disk.remove());
    }
    const { made, conditionId } = await makeWork().finally(() => {
      if (place === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = place;
    });
    const before = takeHoldings(made);
    const plan = await made.plan('clean_up', conditionId);
    disk?.fill(100_000);
    // Where no disk can be mounted, the repository cannot be written instead.
    const end = disk?.makeRoom ?? makeReadOnly(join(made.repository.root, '.git', 'objects'));
    const applied = await made.recovery
      .apply(plan.planId, plan.fingerprint, quietly)
      .finally(() => end());
    const item = applied.ok ? applied.value.items[0] : undefined;
    expect(['failed', 'refused']).toContain(item?.result);
    expect(item?.why).toMatch(disk === undefined ? /cannot be written/ : /nearly full/);
    expect(findLost(made, before)).toEqual([]);
    expect(await retry(made, plan)).toBe('applied');
    expect(findLost(made, before)).toEqual([]);
  });

  it('when the disk becomes full while the backup is made', async () => {
    const disk = mountSmallDisk(24 * 1024 * 1024);
    if (disk !== undefined) ends.push(() => disk.remove());
    let fillUp: () => void = () => undefined;
    const { made, path, conditionId } = await makeWork(({ runGit }) => ({
      runGit(request) {
        if (request.args[0] === 'add') fillUp();
        return runGit(request);
      },
    }));
    const objects = join(made.repository.root, '.git', 'objects');
    if (disk !== undefined) {
      renameSync(objects, `${objects}-before`);
      cpSync(`${objects}-before`, join(disk.path, 'objects'), { recursive: true });
      symlinkSync(join(disk.path, 'objects'), objects);
    }
    const before = takeHoldings(made);
    const plan = await made.plan('clean_up', conditionId);
    let end: () => void = () => undefined;
    fillUp = () => {
      disk?.fill(20_000);
      end = disk?.makeRoom ?? makeReadOnly(objects);
      fillUp = () => undefined;
    };
    const item = await made.apply(plan).finally(() => end());
    expect(item.result).toBe('failed');
    expect(item.why).toContain('Nothing was removed, as the backup failed');
    expect(readFileSync(join(path, 'new.txt'), 'utf8')).toHaveLength(300_000);
    expect(findLost(made, before)).toEqual([]);
    expect(await retry(made, plan)).toBe('applied');
    expect(findLost(made, before)).toEqual([]);
  });

  it('when somebody has a file open', async () => {
    const { made, path, conditionId } = await makeWork();
    const open = openSync(join(path, 'new.txt'), 'a');
    const before = takeHoldings(made);
    const item = await made.apply(await made.plan('clean_up', conditionId));
    writeFileSync(open, 'written later');
    closeSync(open);
    expect(item.result).toBe('applied');
    expect(findLost(made, before).filter((name) => !name.endsWith('new.txt'))).toEqual([]);
  });

  it('when a hook of the repository fails: hooks are no part of it', async () => {
    const { made, path, conditionId } = await makeWork();
    const hooks = join(made.repository.root, '.git', 'hooks');
    for (const hook of ['post-checkout', 'pre-commit', 'reference-transaction'])
      writeFileSync(join(hooks, hook), '#!/bin/sh\nexit 1\n', { mode: 0o755, flag: 'w' });
    const item = await made.apply(await made.plan('restart', conditionId));
    expect(item.result).toBe('applied');
    expect(readFileSync(join(path, 'readme.md'), 'utf8')).toBe('hello\n');
  });

  it('when the repository disappears in the middle', async () => {
    let disappear: () => void = () => undefined;
    const { made, conditionId } = await makeWork(({ runGit }) => ({
      runGit(request) {
        if (request.args[0] === 'update-ref') disappear();
        return runGit(request);
      },
    }));
    const before = takeHoldings(made);
    const { root } = made.repository;
    const plan = await made.plan('clean_up', conditionId);
    disappear = () => {
      disappear = () => undefined;
      renameSync(root, `${root}-away`);
    };
    const item = await made.apply(plan);
    renameSync(`${root}-away`, root);
    expect(item.result).toBe('failed');
    expect(item.why).toContain('Nothing was removed, as the backup failed');
    expect(findLost(made, before)).toEqual([]);
    expect(await retry(made, plan)).toBe('applied');
  });

  it('when the clock is set back a day in the middle', async () => {
    let backMs = 0;
    const { made, conditionId } = await makeWork(({ clock }) => ({
      clock: {
        ...clock,
        nowMs: () => clock.nowMs() - backMs,
        now: () => new Date(clock.nowMs() - backMs).toISOString(),
      },
    }));
    const before = takeHoldings(made);
    const plan = await made.plan('clean_up', conditionId);
    backMs = 24 * 3_600_000;
    expect((await made.apply(plan)).result).toBe('applied');
    expect(findLost(made, before)).toEqual([]);
  });
});
