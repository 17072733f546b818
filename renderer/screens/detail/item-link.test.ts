import { expect, it } from 'vitest';
import { parseRoute } from '#renderer/state/route.ts';
import { itemLink } from './item-link.ts';

const page = { origin: 'http://127.0.0.1:4000', pathname: '/' };
const id = 'environment:/w/a b/ü%:wrong_branch';

it('leads into the desktop app from there, and to this page from a browser', () => {
  expect(itemLink(id, 'desktop', page)).toBe(`rollcall://item/${encodeURIComponent(id)}`);
  const link = new URL(itemLink(id, 'browser', page));
  expect(link.origin).toBe(page.origin);
  expect(parseRoute(link.hash)).toEqual({ kind: 'item', conditionId: id });
});
