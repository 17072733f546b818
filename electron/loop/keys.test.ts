import { expect, test } from 'vitest';
import { makeEnvironment } from '#shared/testing/make-record.ts';
import { recordSet } from '#shared/testing/make-situation.ts';
import { keysOf } from './keys.ts';

test('what was archived or removed is not looked at, nor its repository for its sake', () => {
  const git = makeEnvironment.worktree().git;
  const elsewhere = git && { ...git, repoRoot: '/repos/blog' };
  const environments = [
    makeEnvironment.worktree({ id: 'here' }),
    makeEnvironment.worktree({ id: 'kept', state: 'archived', git: elsewhere }),
    makeEnvironment.worktree({ id: 'gone', state: 'removed', git: elsewhere }),
  ];
  expect(keysOf(recordSet({ environments }), ['/repos/wiki']).map(({ id }) => id)).toEqual([
    'workspace:/repos/wiki',
    'workspace:/repos/shop',
    'environment:here',
  ]);
});
