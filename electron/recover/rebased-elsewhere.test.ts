import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { backupTarget } from '#shared/domain/backup.ts';
import { addInterruptedTask, type InterruptedTask } from './recovery-task.ts';
import { createRecoveryWorld, type RecoveryWorld } from './recovery-world.ts';

let world: RecoveryWorld;
let task: InterruptedTask;
let other: string;
beforeEach(async () => {
  world = await createRecoveryWorld(rooms);
  task = addInterruptedTask(world, { id: 'login' });
  other = join(world.repository.folder, 'other');
  commit(task.path, 'ours');
  commit(world.repository.root, 'theirs');
});
afterEach(() => world.close());

function commit(cwd: string, text: string): void {
  writeFileSync(join(cwd, 'readme.md'), `${text}\n`);
  world.repository.gitIn(cwd, 'commit', '--quiet', '--all', `--message=${text}`);
}

/** Its branch stands at a conflict in another worktree, whose HEAD is detached meanwhile. */
function rebaseElsewhere(): void {
  world.repository.git('worktree', 'add', '--quiet', other, 'rollcall/login');
  expect(() => world.repository.gitIn(other, 'rebase', '--quiet', 'main')).toThrow();
}

const said = (): string => `branch rollcall/login is checked out in ${other}.`;
const head = (): string => world.repository.gitIn(task.path, 'branch', '--show-current');

it('recreates a worktree detached while its branch is rebased in another one', async () => {
  world.repository.git('worktree', 'remove', task.path);
  rebaseElsewhere();
  const plan = await world.plan('recreate', task.conditionId);
  expect(plan.items[0]?.warnings).toEqual([`It comes back detached: ${said()}`]);
  expect(await world.apply(plan)).toMatchObject({ result: 'applied' });
  expect(head()).toBe('');
});

it('gives a worktree back detached while its branch is rebased in another one', async () => {
  await world.apply(await world.plan('clean_up', task.conditionId));
  rebaseElsewhere();
  const [kept] = await world.recovery.backups();
  const plan = await world.recovery.plan('restore', [backupTarget(kept?.id ?? '')]);
  expect(plan.items[0]?.warnings).toEqual([`It comes back detached: ${said()}`]);
  expect(await world.apply(plan)).toMatchObject({ result: 'applied' });
  expect(head()).toBe('');
});
