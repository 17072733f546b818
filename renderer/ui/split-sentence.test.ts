import { expect, it } from 'vitest';
import { sayInstants, splitSentence } from './split-sentence.ts';

const names = (text: string) =>
  splitSentence(text).flatMap(({ text: part, name }) => (name === undefined ? [] : [part]));

it('a sentence without such names stays in one piece', () => {
  expect(splitSentence('2 in shop · 14 files')).toEqual([{ text: '2 in shop · 14 files' }]);
});

it('a name from right to left is set apart from the figures beside it', () => {
  expect(names('2 in חנות · 14 files')).toEqual(['חנות']);
  expect(names('Resumed “תהליך לילה 7 (api)” and 3 more')).toEqual(['תהליך לילה 7 (api)']);
  expect(names('חנות · תהליך לילה · סוכן')).toEqual(['חנות', 'תהליך לילה', 'סוכן']);
});

it('the parts of a path keep their order', () => {
  expect(names("git worktree add '/code/חנות.worktrees/תהליך-2' 9f31c02")).toEqual([
    'חנות.worktrees',
    'תהליך-2',
  ]);
});

it('nothing of a sentence is lost', () => {
  const text = 'Branch rollcall/תהליך-2, then “שלום (x)”; 4 files.';
  expect(
    splitSentence(text)
      .map((part) => part.text)
      .join(''),
  ).toBe(text);
});

it('times are told as on the wall clock, and what only looks like one stays', () => {
  const at = new Date(2026, 1, 2, 9, 5);
  expect(sayInstants(`Snoozed until ${at.toISOString()}.`)).toBe(
    'Snoozed until Mon 2026-02-02 09:05.',
  );
  expect(sayInstants('Tag v2026-02-02T')).toBe('Tag v2026-02-02T');
});
