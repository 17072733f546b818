import { expect, test } from 'vitest';
import { mayReload } from './reload-budget.ts';

test('a page that ends now and then is always brought back, one that keeps ending is not', () => {
  expect(mayReload([0])).toBe(true);
  expect(mayReload([0, 5000])).toBe(true);
  expect(mayReload([0, 5000, 9000])).toBe(false);
  expect(mayReload([0, 50_000, 100_000, 150_000])).toBe(true);
});
