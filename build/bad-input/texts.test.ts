import { expect, test } from 'vitest';
import { parsers } from './parsers.ts';
import { refused, taken } from './texts.ts';

const verdictOf = (name: string, text: string): string => {
  const parser = parsers.find((one) => one.name === name);
  if (parser === undefined) throw new Error(`There is no parser “${name}”.`);
  return parser.parse(text);
};

test.each(refused)('%s: %s is refused', (name, _wrong, text) =>
  expect(verdictOf(name, text)).toBe('refused'),
);

test.each(taken)('%s: %s is data', (name, _odd, text) =>
  expect(verdictOf(name, text)).toBe('taken'),
);

test('there are more than 200 of them, and every parser takes what it is for', () => {
  // Printed for whoever compares it with what was promised.
  console.log(`${refused.length} texts refused, ${taken.length} odd ones taken`);
  expect(refused.length + taken.length).toBeGreaterThanOrEqual(200);
  for (const { name, parse, samples } of parsers)
    for (const sample of samples) expect([name, parse(sample)]).toEqual([name, 'taken']);
});
