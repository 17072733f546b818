import { describe, expect, test } from 'vitest';
import { makeCondition } from '#shared/testing/make-condition.ts';
import { makeTask } from '#shared/testing/make-record.ts';
import { decideAutoResume, keepsCrashing } from './decide-auto-resume.ts';

const offered = { verb: 'resume', offered: true, effect: '' } as const;
const refused = { verb: 'resume', offered: false, effect: '', why: 'Its lease is held.' } as const;
const condition = makeCondition.blocked({ id: 'c', taskId: 'login', actions: [offered] });
const interrupted = ['Interrupted: can resume from “after tests”.'];
const blocked = makeTask.blocked({ blockedReasons: interrupted });
const at = (minutes: number): string => new Date(Date.UTC(2026, 0, 31, 9, minutes)).toISOString();
const row = (verb: string, minutes: number) => ({ verb, result: 'applied', at: at(minutes) });

function decide(change: Partial<Parameters<typeof decideAutoResume>[0]> = {}) {
  return decideAutoResume({
    conditions: [condition],
    task: () => blocked,
    workspaces: new Set([condition.subject.workspace]),
    auditOf: () => [],
    ...change,
  });
}

test('an interrupted task goes on by itself where the operator turned it on, once', () => {
  const twice = [condition, { ...condition, id: 'd' }];
  expect(decide({ conditions: twice })).toEqual({
    resume: [{ taskId: 'login', conditionId: 'c' }],
    held: [],
  });
});

test.each([
  ['in a workspace where it is off', { workspaces: new Set(['/elsewhere']) }],
  ['when Resume is not offered', { conditions: [{ ...condition, actions: [refused] }] }],
  ['when it is not blocked', { task: () => makeTask.running() }],
  ['when its result is published', { task: () => ({ ...blocked, resultPublished: true }) }],
  [
    'when it waits for something else as well',
    { task: () => ({ ...blocked, blockedReasons: [...interrupted, 'Waits for task schema.'] }) },
  ],
  ['when nobody recorded it', { task: () => undefined }],
])('it does not go on %s', (_when, change) => {
  expect(decide(change)).toEqual({ resume: [], held: [] });
});

describe('a task that keeps crashing', () => {
  const thrice = [
    row('task_interrupted', 0),
    row('resume', 10),
    row('resume', 10),
    row('task_interrupted', 12),
    row('restart', 30),
    row('task_interrupted', 39),
    row('resume', 100),
    row('task_interrupted', 104),
  ].toReversed();

  test('is held back, and it is said why', () => {
    const { resume, held } = decide({ auditOf: () => thrice });
    expect(resume).toEqual([]);
    expect(held).toMatchObject([{ taskId: 'login', why: expect.stringContaining('last three') }]);
  });

  test('is not called so after a long life, a refusal, or fewer tries', () => {
    expect(keepsCrashing(thrice.slice(0, 5))).toBe(false);
    expect(keepsCrashing([row('task_interrupted', 200), row('resume', 150), ...thrice])).toBe(
      false,
    );
    expect(keepsCrashing([row('resume', 120), ...thrice])).toBe(false);
    const refusals = thrice.map((one) => ({ ...one, result: 'refused' }));
    expect(keepsCrashing(refusals)).toBe(false);
  });
});
