import { afterEach, beforeEach, expect, test } from 'vitest';
import { moments } from '#shared/testing/moments.ts';
import { journalForEachTest } from './testing/journal-for-each-test.ts';

const own = journalForEachTest({ beforeEach, afterEach });

test('remembers what the operator has acknowledged, with the note if there is one', () => {
  const { acknowledgements } = own.journal;
  const seen = { conditionId: 'a', signature: 's1', at: moments.now };
  acknowledgements.put({ ...seen, note: 'after lunch' });
  acknowledgements.put({ ...seen, signature: 's2' });
  acknowledgements.put({ ...seen, conditionId: 'b', note: 'known' });
  expect(acknowledgements.all()).toEqual(
    new Map([
      ['a', { ...seen, signature: 's2' }],
      ['b', { ...seen, conditionId: 'b', note: 'known' }],
    ]),
  );
  expect(acknowledgements.remove('a')).toBe(true);
  expect(acknowledgements.remove('a')).toBe(false);
});

test('lists watched folders in the order they were opened', () => {
  const { workspaces } = own.journal;
  workspaces.add({ path: '/repos/shop', name: 'shop', isSample: false });
  workspaces.add({ path: '/a/sample', name: 'Sample', isSample: true });
  workspaces.add({ path: '/repos/shop', name: 'The shop', isSample: true });
  expect(workspaces.list()).toEqual([
    { path: '/repos/shop', name: 'The shop', isSample: false },
    { path: '/a/sample', name: 'Sample', isSample: true },
  ]);
  expect(workspaces.remove('/repos/shop')).toBe(true);
  expect(workspaces.remove('/repos/shop')).toBe(false);
  expect(workspaces.list()).toHaveLength(1);
});

test('keeps any setting, and goes back to the default', () => {
  const { settings } = own.journal;
  expect(settings.get('templates')).toBeUndefined();
  settings.set('templates', [{ agent: 'codex', start: ['codex'] }]);
  settings.set('theme', null);
  expect(settings.get('templates')).toEqual([{ agent: 'codex', start: ['codex'] }]);
  expect(settings.get('theme')).toBeNull();
  settings.set('templates', undefined);
  expect(settings.get('templates')).toBeUndefined();
});
