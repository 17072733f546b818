import { expect, test } from 'vitest';
import { environmentReading, repositoryRead } from '#shared/testing/make-reading.ts';
import { makeEnvironment } from '#shared/testing/make-record.ts';
import { observed } from '#shared/testing/make-situation.ts';
import { planWatch } from './watch-plan.ts';

const environment = makeEnvironment.worktree({ id: 'env-1' });
const plan = planWatch({
  home: '/home/op/rollcall',
  sessionsDir: '/home/op/rollcall/sessions',
  workspaces: ['/repos/shop'],
  environments: [environment],
  observed: observed({
    repositories: [repositoryRead()],
    environments: [environmentReading.clean({ environmentId: 'env-1' })],
  }),
  sources: {
    marks: new Set(['.ralph']),
    directories: new Map([['/repos/shop', ['/repos/shop/.ralph/lock']]]),
  },
});
const signs = (directory: string, name: string | null) =>
  (plan.get(directory) ?? []).flatMap((meaning) => meaning(name));
const admin = '/repos/shop/.git/worktrees/rollcall-login';

test("others' git status is a change of content, a switched branch or a lock one of form", () => {
  expect(signs(admin, 'index')).toEqual([{ kind: 'environment', id: 'env-1', cause: 'content' }]);
  for (const name of ['HEAD', 'locked', 'gitdir', 'rebase-merge', null])
    expect(signs(admin, name)).toEqual([{ kind: 'environment', id: 'env-1', cause: 'shape' }]);
  expect(signs(admin, 'logs')).toEqual([]);
});

test("another system's records concern their folder, whether they change or are made only now", () => {
  const news = [{ kind: 'source', path: '/repos/shop' }];
  expect(signs('/repos/shop/.ralph/lock', 'owner')).toEqual(news);
  expect(signs('/repos/shop', '.ralph')).toEqual(news);
  expect(signs('/repos/shop', null)).toEqual(news);
  expect(signs('/repos/shop', 'README.md')).toEqual([]);
});

test('a worktree that comes or goes is news of its folder', () => {
  const news = [{ kind: 'workspace', path: '/repos/shop', cause: 'shape' }];
  expect(signs('/repos/shop/.git/worktrees', 'another')).toEqual(news);
  expect(signs('/repos/shop.worktrees', 'another')).toEqual(news);
  expect(signs('/repos/shop.worktrees', 'rollcall-login')).toHaveLength(2);
  expect(signs('/repos/shop/.git', 'index')).toEqual([]);
  expect(signs('/repos/shop/.git', 'packed-refs')).toEqual(news);
});

test('a commit on its branch concerns one worktree; other branches only the list of them', () => {
  // The branch's file is not there in this test: it was removed.
  expect(signs('/repos/shop/.git/refs/heads', 'main')).toEqual([
    { kind: 'workspace', path: '/repos/shop', cause: 'content' },
  ]);
  expect(signs('/repos/shop/.git/refs/heads', 'main.lock')).toEqual([]);
});

test('a session that begins, or a record that is written, makes the cheap check due', () => {
  expect(signs('/home/op/rollcall/sessions', 's-1')).toEqual([{ kind: 'tick' }]);
  expect(signs('/home/op/rollcall', 'journal.db-wal')).toEqual([{ kind: 'tick' }]);
  expect(signs('/home/op/rollcall', 'console.json')).toEqual([]);
});
