import { describe, expect, it } from 'vitest';
import { makeEnvironmentRow, makeTaskRow } from '#shared/testing/make-view.ts';
import { countHealths, filterEnvironments, listEnvironments } from './filter-environments.ts';

const rows = [
  makeEnvironmentRow({ id: 'e2', path: '/w/b', branch: 'rollcall/cart', health: 'missing' }),
  makeEnvironmentRow({ id: 'e1', path: '/w/a', taskId: null, mode: 'remote', health: 'unknown' }),
  makeEnvironmentRow({ id: 'e3', path: '/w/c', taskId: 'gone-task' }),
];
const listed = listEnvironments(rows, [makeTaskRow()]);
const ids = (text: string, health: Parameters<typeof filterEnvironments>[2] = null) =>
  filterEnvironments(listed, text, health).map(({ row }) => row.id);

describe('the list of environments', () => {
  it('stands in the order of paths and names the task of each', () => {
    expect(listed.map(({ row, task }) => [row.id, task])).toEqual([
      ['e1', null],
      ['e2', 'Fix the login form'],
      ['e3', 'gone-task'],
    ]);
  });

  it('finds by path, branch, task and mode, every word of it', () => {
    expect(ids('')).toEqual(['e1', 'e2', 'e3']);
    expect(ids('CART login')).toEqual(['e2']);
    expect(ids('remote')).toEqual(['e1']);
    expect(ids('cart gone')).toEqual([]);
  });

  it('narrows to one health, and counts each', () => {
    expect(ids('', 'missing')).toEqual(['e2']);
    expect(countHealths(rows)).toEqual({
      clean: 1,
      dirty: 0,
      missing: 1,
      drifted: 0,
      orphaned: 0,
      unknown: 1,
    });
  });
});
