import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { trashPath } from '#electron/recover/trash.ts';
import { writeTrashNote } from './trash-note.ts';

let workspace: string;
beforeEach(() => {
  workspace = join(realpathSync(mkdtempSync(join(tmpdir(), 'rollcall-backups-'))), 'repo');
});
afterEach(() => rmSync(join(workspace, '..'), { recursive: true, force: true }));

/** Lists what a workspace's trash holds, and prints how much of it can be given back. */
const listing = `
  import { listBackups } from '#electron/recover/backup/list-backups.ts';
  const workspace = process.argv.at(-1);
  const kept = await listBackups({
    workspaces: () => [workspace],
    store: { load: () => ({ environments: [] }) },
    runGit: async () => ({ ok: false, error: { message: 'no repository' } }),
    policy: { backupRetentionMs: 1000 },
    home: workspace,
  });
  console.log(kept.filter(({ obstacle }) => obstacle === null).length);
`;

it('finds every directory in the trash, more than files may be open at once', async () => {
  for (let at = 0; at < 300; at += 1) {
    const trash = trashPath(workspace, String(at).padStart(16, '0'));
    mkdirSync(join(trash, 'directory'), { recursive: true });
    const path = join(workspace, String(at));
    await writeTrashNote(trash, { verb: 'clean_up', path, workspace, at: '2026-01-31T09:00:00Z' });
  }
  const run = ['--input-type=module', '--eval', listing, workspace];
  const limited = ['-c', 'ulimit -n 100 && exec "$@"', 'sh', process.execPath, ...run];
  expect(execFileSync('/bin/sh', limited, { encoding: 'utf8' })).toBe('300\n');
});
