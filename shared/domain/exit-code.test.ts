import { expect, test } from 'vitest';
import { sayEnd } from './exit-code.ts';

test.each([
  [0, 'ended with code 0'],
  [127, 'ended with code 127'],
  [128, 'ended with code 128'],
  [137, 'ended by signal 9 (code 137)'],
  [143, 'ended by signal 15 (code 143)'],
  [255, 'ended with code 255'],
])('says of code %i that it %s', (code, words) => {
  expect(sayEnd(code)).toBe(words);
});
