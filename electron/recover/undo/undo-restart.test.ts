import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { addInterruptedTask } from '#electron/recover/recovery-task.ts';
import { createRecoveryWorld, type RecoveryWorld } from '#electron/recover/recovery-world.ts';
import { actOn, undoOf } from '#electron/recover/testing/act-and-undo.ts';

const place = process.env['TMPDIR'];
let folder: string;
let world: RecoveryWorld | undefined;
afterEach(async () => {
  await world?.close();
  if (place === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = place;
  rmSync(folder, { recursive: true });
});

it('gives a plain directory back from the trash, also where all of it lies in a folder of backups', async () => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-undo-'));
  process.env['TMPDIR'] = join(folder, 'backups');
  mkdirSync(process.env['TMPDIR']);
  world = await createRecoveryWorld(rooms);
  const path = `${world.repository.root}.worktrees/plain`;
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'result.txt'), 'the only copy');
  const { conditionId } = addInterruptedTask(world, {
    id: 'login',
    task: { approvalRequired: true },
    environment: { executionMode: 'isolated_workspace', path, git: undefined },
    session: { cwd: path },
  });
  const restarted = await actOn(world, 'restart', conditionId);
  expect(await undoOf(world, restarted)).toMatchObject({ result: 'applied' });
  expect(readFileSync(join(path, 'result.txt'), 'utf8')).toBe('the only copy');
});
