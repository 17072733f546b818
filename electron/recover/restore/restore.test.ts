import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { backupTarget, type KeptBackup } from '#shared/domain/backup.ts';
import type { PlanChoices } from '#shared/domain/plan.ts';
import { waitingWhy } from '#electron/recover/apply-item.ts';
import { addInterruptedTask } from '#electron/recover/recovery-task.ts';
import {
  conditionAbout,
  createRecoveryWorld,
  type RecoveryWorld,
} from '#electron/recover/recovery-world.ts';
import { makeReadOnly } from '#electron/recover/testing/bad-disk.ts';

let world: RecoveryWorld;
afterEach(() => world.close());

/** A worktree with work in it, cleaned up; gives where it was and what is kept. */
async function cleanUp(): Promise<{ path: string; kept: KeptBackup }> {
  const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
  writeFileSync(join(path, 'notes.txt'), 'the only copy');
  const item = await world.apply(await world.plan('clean_up', conditionId));
  expect(item).toMatchObject({ result: 'applied' });
  const kept = (await world.recovery.backups()).find((one) => one.path === path);
  if (kept === undefined) throw new Error('nothing is kept');
  return { path, kept };
}
const plan = ({ id }: KeptBackup, choices: PlanChoices = {}) =>
  world.recovery.plan('restore', [backupTarget(id)], choices);

describe('what is kept', () => {
  it('is listed once, with its place, date and size', async () => {
    world = await createRecoveryWorld(rooms);
    const { path, kept } = await cleanUp();
    expect(await world.recovery.backups()).toHaveLength(1);
    expect(kept).toMatchObject({ kind: 'trash', path, verb: 'clean_up', branch: 'rollcall/login' });
    expect(kept.bytes).toBeGreaterThan(0);
    const days = (Date.parse(kept.expiresAt ?? '') - Date.parse(kept.at)) / 86_400_000;
    expect(days).toBe(30);
  });

  it('goes when its time is over, with its ref and a row in the audit', async () => {
    let lateMs = 0;
    world = await createRecoveryWorld(rooms, ({ clock }) => ({
      clock: { ...clock, nowMs: () => clock.nowMs() + lateMs },
    }));
    const { kept } = await cleanUp();
    expect(await world.recovery.expire()).toBe(0);
    lateMs = 31 * 86_400_000;
    expect(await world.recovery.expire()).toBe(1);
    expect(existsSync(kept.location)).toBe(false);
    expect(world.repository.git('for-each-ref', 'refs/rollcall/')).toBe('');
    expect(world.audited().at(-1)).toMatchObject({ verb: 'backup_expired', result: 'applied' });
  });
});

describe('what could not be removed whole when its time was over', () => {
  it('is not given back in part, and goes the next time', async () => {
    let lateMs = 0;
    world = await createRecoveryWorld(rooms, ({ clock }) => ({
      clock: { ...clock, nowMs: () => clock.nowMs() + lateMs },
    }));
    const { kept } = await cleanUp();
    lateMs = 31 * 86_400_000;
    // What its owner may not write is opened first, and modes do not bind root.
    const isRoot = process.getuid?.() === 0;
    const end = makeReadOnly(isRoot ? join(kept.location, 'entry') : kept.location);
    expect(await world.recovery.expire()).toBe(0);
    expect(world.audited().at(-1)).toMatchObject({ verb: 'backup_expired', result: 'failed' });
    end();
    const { path, at, expiresAt } = kept;
    const [left] = await world.recovery.backups();
    expect(left).toMatchObject({ path, at, expiresAt });
    expect((await plan(kept)).items[0]?.eligible).toBe(
      existsSync(join(kept.location, 'directory', 'notes.txt')),
    );
    expect(await world.recovery.expire()).toBe(1);
    expect(existsSync(kept.location)).toBe(false);
  });
});

describe('restore', () => {
  it('gives it back elsewhere, where git then knows it', async () => {
    world = await createRecoveryWorld(rooms);
    const { kept } = await cleanUp();
    const to = join(world.repository.folder, 'elsewhere');
    expect(await world.apply(await plan(kept, { to }))).toMatchObject({ result: 'applied' });
    expect(world.repository.gitIn(to, 'status', '--porcelain')).toBe('?? notes.txt\n');
    expect(world.repository.gitIn(to, 'branch', '--show-current')).toBe('rollcall/login\n');
    const record = world.deps.store.get('environment', 'env-login')?.record;
    expect(record).toMatchObject({ state: 'ready', path: to, git: { worktreePath: to } });
  });

  it('goes to no path that depends on where Rollcall was started', async () => {
    world = await createRecoveryWorld(rooms);
    const { kept } = await cleanUp();
    const [item] = (await plan(kept, { to: 'elsewhere' })).items;
    expect(item).toMatchObject({ eligible: false, why: 'elsewhere is no absolute path.' });
  });

  it('leaves alone what has been put in its place since', async () => {
    world = await createRecoveryWorld(rooms);
    const { path, kept } = await cleanUp();
    const planned = await plan(kept);
    mkdirSync(path);
    writeFileSync(join(path, 'other.txt'), 'other');
    expect(await world.apply(planned)).toMatchObject({ result: 'refused' });
    expect((await plan(kept)).items[0]?.why).toContain('is not empty');
    expect(readFileSync(join(path, 'other.txt'), 'utf8')).toBe('other');
  });

  it('comes back detached while another worktree has its branch, and says so first', async () => {
    world = await createRecoveryWorld(rooms);
    const { path, kept } = await cleanUp();
    world.repository.git('worktree', 'add', '--quiet', `${path}-2`, 'rollcall/login');
    const planned = await plan(kept);
    expect(planned.items[0]?.warnings[0]).toContain('comes back detached');
    expect(await world.apply(planned)).toMatchObject({ result: 'applied' });
    expect(world.repository.gitIn(path, 'branch', '--show-current')).toBe('');
    expect(readFileSync(join(path, 'notes.txt'), 'utf8')).toBe('the only copy');
  });

  it('makes its branch again when that is gone', async () => {
    world = await createRecoveryWorld(rooms);
    const { path, kept } = await cleanUp();
    world.repository.git('branch', '--quiet', '-D', 'rollcall/login');
    expect(await world.apply(await plan(kept))).toMatchObject({ result: 'applied' });
    expect(world.repository.gitIn(path, 'status', '--porcelain')).toBe('?? notes.txt\n');
  });

  it('gives a directory that is no worktree back whole', async () => {
    world = await createRecoveryWorld(rooms);
    const path = join(`${world.repository.root}.worktrees`, 'leftover');
    mkdirSync(join(path, 'empty'), { recursive: true });
    writeFileSync(join(path, 'data.bin'), 'data');
    const about = { kind: 'directory', id: path } as const;
    const id = world.list(conditionAbout(about, world.repository.root));
    await world.apply(await world.plan('clean_up', id));
    expect(existsSync(path)).toBe(false);
    const [kept] = await world.recovery.backups();
    if (kept === undefined) throw new Error('nothing is kept');
    expect(await world.apply(await plan(kept))).toMatchObject({ result: 'applied' });
    expect(existsSync(join(path, 'empty'))).toBe(true);
    expect(readFileSync(join(path, 'data.bin'), 'utf8')).toBe('data');
  });

  it.each([
    ['', true],
    [', without an index too', false],
  ])(
    'is brought to its end by the next start when Rollcall was ended in the middle%s',
    async (_how, isWithIndex) => {
      world = await createRecoveryWorld(rooms);
      const { path, kept } = await cleanUp();
      if (!isWithIndex) rmSync(join(kept.location, 'entry', 'index'));
      const planned = await plan(kept);
      const [item] = planned.items;
      if (item === undefined) throw new Error('nothing is planned');
      const operationId = 'ended-in-the-middle';
      const { verb, title, subject, conditionId } = item;
      const waiting = {
        conditionId,
        subject,
        title,
        verb,
        result: 'not_attempted',
        why: waitingWhy,
      } as const;
      world.deps.operations.begin({
        operationId,
        planId: planned.planId,
        verb,
        state: 'running',
        items: [waiting],
        startedAt: world.deps.clock.now(),
      });
      world.deps.operations.noteStep(operationId, 0, 'act');
      // As after the directory's way back, and before anything else.
      const admin = join(world.repository.root, '.git/worktrees', basename(path));
      mkdirSync(join(admin, '..'), { recursive: true });
      cpSync(join(kept.location, 'entry'), admin, { recursive: true });
      writeFileSync(join(admin, 'rollcall-restore'), join(kept.location, 'entry'));
      renameSync(join(kept.location, 'directory'), path);
      const running = world.deps.operations.get(operationId);
      if (running === undefined) throw new Error('no operation');
      const settled = await world.recovery.settle(running);
      expect(settled.items[0]).toMatchObject({ result: 'applied' });
      expect(world.deps.store.get('environment', 'env-login')?.record.state).toBe('ready');
      expect(existsSync(join(admin, 'rollcall-restore'))).toBe(false);
      expect(existsSync(kept.location)).toBe(false);
      expect(world.repository.gitIn(path, 'status', '--porcelain')).toContain('?? notes.txt\n');
    },
  );
});
