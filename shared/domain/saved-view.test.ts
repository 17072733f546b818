import { expect, test } from 'vitest';
import { readParts } from './query.ts';
import { joinQuery, nameView } from './saved-view.ts';

test('an id is the name as a link can hold it, and no other view’s', () => {
  expect(nameView('Risk in “api”, today', [])).toBe('risk-in-api-today');
  expect(nameView('Night', [{ id: 'night' }, { id: 'night-2' }])).toBe('night-3');
  expect(nameView('ليل', [])).toBe('view');
});

test('a lane and a workspace become part of the query', () => {
  expect(joinQuery(' risk:>0 ', 'crashed', '/repos/my shop')).toBe(
    'lane:crashed workspace:"/repos/my shop" risk:>0',
  );
  expect(joinQuery('', null, null)).toBe('');
});

test.each(['/repos/shop', '/repos/my shop', '/repos/the-"old"-one'])(
  'a folder called %s is found again by its own query',
  (workspace) => {
    expect(readParts(joinQuery('', null, workspace))).toMatchObject([
      { key: 'workspace', value: workspace },
    ]);
  },
);
