import { expect, it } from 'vitest';
import type { KeptBackup } from '#shared/domain/backup.ts';
import { describeBackup, findBackups, nameBackup } from './backup-words.ts';

const backup: KeptBackup = {
  id: 'a1',
  kind: 'trash',
  location: '/w/shop.worktrees/.rollcall-trash/a1',
  workspace: '/w/shop',
  path: '/w/shop.worktrees/login',
  verb: 'clean_up',
  at: '2026-01-30T09:00:00.000Z',
  expiresAt: null,
  bytes: 1,
  obstacle: null,
};

it('a backup is called by what it was, and says why it is kept and until when', () => {
  expect(nameBackup(backup)).toBe('login');
  expect(nameBackup({ ...backup, path: '', branch: 'rollcall/login' })).toBe('rollcall/login');
  expect(nameBackup({ ...backup, path: '' })).toBe('a1');
  const nowMs = Date.parse('2026-01-31T09:00:00.000Z');
  expect(describeBackup(backup, nowMs)).toMatch(/^Kept by Clean up, 2026-01-30 .*; stays$/);
  const { verb: _verb, ...nameless } = backup;
  expect(describeBackup({ ...nameless, expiresAt: backup.at }, nowMs)).toMatch(/^Kept, .*; until /);
});

it('a backup says how many ignored files are kept with it', () => {
  const ignored = { location: '/home/backups/a1', files: 6, bytes: 120 };
  expect(describeBackup({ ...backup, ignored }, 0)).toMatch(/; stays; with 6 ignored files$/);
});

it('backups are found by place, branch or verb', () => {
  const other = { ...backup, id: 'b2', path: '/w/shop.worktrees/cart', verb: 'restart' };
  expect(findBackups([backup, other], 'SHOP cart').map(({ id }) => id)).toEqual(['b2']);
  expect(findBackups([backup, other], ' ')).toHaveLength(2);
});
