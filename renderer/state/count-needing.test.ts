import { expect, it } from 'vitest';
import { countNeeding } from './count-needing.ts';

it('what a search leaves of a lane is told beside what that lane holds, not beside all lanes', () => {
  const counts = { crashed: 3, orphaned: 2, drifted: 2, blocked: 1 };
  expect(countNeeding(counts, 'crashed')).toBe(3);
  expect(countNeeding(counts, null)).toBe(8);
});
