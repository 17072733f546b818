import { expect, it } from 'vitest';
import { describeRisk } from './describe-risk.ts';

it('names everything that would be lost', () => {
  expect(
    describeRisk({
      uncommittedFiles: 3,
      unpushedCommits: 1,
      minutes: 290,
      usd: 2.4,
      tokens: 184_200,
    }),
  ).toEqual([
    '3 uncommitted files',
    '1 unpushed commit',
    '4 h 50 min of work',
    '$2.40',
    '184,200 tokens',
  ]);
});

it('says nothing of what is not at risk', () => {
  expect(describeRisk({ uncommittedFiles: 0, unpushedCommits: 0, minutes: 0 })).toEqual([]);
});

it('never calls a worktree clean that could not be looked at', () => {
  expect(describeRisk({})).toEqual(['uncommitted files unknown', 'unpushed commits unknown']);
});
