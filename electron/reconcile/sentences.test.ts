import { expect, test } from 'vitest';
import { statusRead } from '#shared/testing/make-reading.ts';
import { sayChanges } from './sentences.ts';

const untracked = (path: string) =>
  ({ path, change: 'untracked', isStaged: false, isUnstaged: true }) as const;

test('a folder full of new files is not passed off as one file', () => {
  const changes = [untracked('new.txt'), untracked('report/')];
  expect(sayChanges(statusRead({ changes, changeCount: 2, unpushedCommits: 1 }))).toBe(
    '2 uncommitted files (1 whole folder counted once), 1 commit not pushed',
  );
  expect(sayChanges(statusRead({ changes: [untracked('a')], changeCount: 1 }))).toBe(
    '1 uncommitted file',
  );
});
