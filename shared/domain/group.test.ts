import { describe, expect, it } from 'vitest';
import { makeCondition } from '#shared/testing/make-condition.ts';
import type { Condition } from '#shared/domain/condition.ts';
import { groupMembers, toMembers } from './group.ts';

const crashed = (id: string, time: string) =>
  makeCondition.crashed({ id, since: `2026-01-31T${time}.000Z` });
const group = (list: readonly Condition[]) => groupMembers(toMembers(list));
const shape = (groups: ReturnType<typeof groupMembers>) =>
  groups.map(({ cause, members }) => [
    cause?.reason ?? null,
    members.map(({ condition }) => condition.id).join(''),
  ]);

describe('grouping by cause', () => {
  it('puts together what ended in the same workspace within a minute', () => {
    const list = [crashed('a', '09:12:40'), crashed('b', '09:12:10'), crashed('c', '11:00:00')];
    expect(shape(group(list))).toEqual([
      ['process_gone', 'ab'],
      [null, 'c'],
    ]);
  });

  it('follows a chain of ends that is longer than a minute', () => {
    const list = ['09:00:00', '09:00:50', '09:01:40'].map((time) => crashed(time, time));
    expect(group(list)).toHaveLength(1);
  });

  it('keeps other reasons and other workspaces apart', () => {
    const here = crashed('a', '09:00:00');
    const there = {
      ...crashed('b', '09:00:01'),
      subject: { ...here.subject, workspace: '/repos/web' },
    };
    const other = makeCondition.drifted({ id: 'd', since: here.since });
    expect(shape(group([here, there, other]))).toEqual([[null, 'abd']]);
  });

  it('keeps the order it is given', () => {
    const list = [crashed('z', '09:00:01'), crashed('a', '09:00:00')];
    expect(shape(group(list))).toEqual([['process_gone', 'za']]);
  });

  it('keeps a cause together when a filter shows only one of its items', () => {
    const list = [crashed('a', '09:00:00'), crashed('b', '09:00:01')];
    expect(shape(groupMembers(toMembers(list).slice(1)))).toEqual([['process_gone', 'b']]);
  });

  it('puts together what the rules give one cause, whatever its reason and time', () => {
    const cause = {
      id: 'reboot:boot-0',
      kind: 'reboot',
      title: 'desk was restarted since',
    } as const;
    const other = { id: 'volume:/mnt', kind: 'volume', title: '/mnt is not there' } as const;
    const list = [
      { ...crashed('a', '09:00:00'), cause },
      { ...makeCondition.blocked({ id: 'b' }), cause },
      { ...crashed('c', '09:00:00'), cause: other },
      crashed('d', '09:00:01'),
    ];
    const groups = group(list);
    expect(shape(groups).map(([, ids]) => ids)).toEqual(['ab', 'cd']);
    expect(groups[0]?.cause).toMatchObject({ title: 'desk was restarted since' });
    expect(groups[1]?.cause).toBeNull();
  });

  it('makes no groups of nothing', () => {
    expect(group([])).toEqual([]);
  });
});
