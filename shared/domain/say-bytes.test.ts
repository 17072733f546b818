import { expect, it } from 'vitest';
import { sayBytes } from './say-bytes.ts';

it.each([
  [0, '0 bytes'],
  [512, '512 bytes'],
  [250_000, '250 KB'],
  [3_000_000, '3 MB'],
  [1_440_000_000, '1.4 GB'],
])('says %i bytes as an operator reads them', (bytes, said) => {
  expect(sayBytes(bytes)).toBe(said);
});
