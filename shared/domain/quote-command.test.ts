import { expect, test } from 'vitest';
import { quoteCommand } from './quote-command.ts';

test('commands are written so that they can be copied', () => {
  expect(quoteCommand(['git', 'worktree', 'add', '/a b', "it's"])).toBe(
    `git worktree add '/a b' 'it'\\''s'`,
  );
});
