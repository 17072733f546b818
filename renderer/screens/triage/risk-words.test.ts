import { describe, expect, it } from 'vitest';
import { sayRisk } from './risk-words.ts';

const lines = (risk: Parameters<typeof sayRisk>[0]) => {
  const { first, second } = sayRisk(risk);
  return [first, second];
};

describe('work at risk in a row', () => {
  it.each([
    [{ uncommittedFiles: 3, unpushedCommits: 1, minutes: 290 }, '3 files', '1 commit'],
    [{ uncommittedFiles: 1, unpushedCommits: 0, minutes: 37 }, '1 file', '37 min'],
    [{ uncommittedFiles: 0, unpushedCommits: 2 }, '2 commits', ''],
    [{ uncommittedFiles: 0, unpushedCommits: 0, minutes: 120 }, 'clean', '2 h'],
    [{ minutes: 65 }, 'unknown', '1 h 05'],
  ])('%j reads %j, %j', (risk, first, second) => {
    expect(lines(risk)).toEqual([first, second]);
  });

  it('never calls clean what could not be looked at', () => {
    expect(lines({})).toEqual(['unknown', '']);
    expect(sayRisk({}).whole).toBe('uncommitted files unknown, unpushed commits unknown');
  });
});
