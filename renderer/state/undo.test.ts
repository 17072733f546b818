import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import type { ItemResult, Operation } from '#shared/domain/plan.ts';
import { undoTarget } from '#shared/domain/undo-target.ts';
import type { Verb } from '#shared/domain/verb.ts';
import { makeCondition } from '#shared/testing/make-condition.ts';
import { makeView } from '#shared/testing/make-view.ts';
import type { Client } from './client.ts';
import type { Notice } from './mirror-state.ts';
import { createMirror } from './mirror.ts';
import { createOperate } from './operate.ts';
import { findLastDone } from './undo.ts';

const { subject } = makeCondition.crashed();

const done = (
  operationId: string,
  verb: Verb,
  minute: number,
  results: Readonly<Record<string, ItemResult>> = { a: 'applied' },
): Operation => ({
  operationId,
  planId: `plan of ${operationId}`,
  verb,
  state: 'done',
  startedAt: `2026-01-31T12:${String(minute).padStart(2, '0')}:00.000Z`,
  items: Object.entries(results).map(([conditionId, result]) => ({
    conditionId,
    subject,
    title: conditionId,
    verb,
    result,
    why: 'Done.',
  })),
});
const undoing = (id: string, minute: number, result: ItemResult = 'applied') =>
  done(`undo-of-${id}`, 'undo', minute, { [undoTarget(id, 'a')]: result });

describe('what Z takes back', () => {
  const first = done('first', 'acknowledge', 1);
  const second = done('second', 'snooze', 2);
  it('is what was done last, in whatever order it is told', () => {
    expect(findLastDone([second, first])).toBe(second);
    expect(findLastDone([first, second])).toBe(second);
  });
  it('is the one before, once the last is taken back', () => {
    expect(findLastDone([first, second, undoing('second', 3)])).toBe(first);
    expect(findLastDone([first, undoing('first', 3)])).toBeUndefined();
  });
  it('is still the same one when its undo did not come about', () => {
    expect(findLastDone([first, second, undoing('second', 3, 'refused')])).toBe(second);
  });
  it('is the same one again, once its undo was undone', () => {
    const undo = undoing('second', 3);
    const redo = done('redo', 'undo', 4, {
      [undoTarget(undo.operationId, undoTarget('second', 'a'))]: 'applied',
    });
    expect(findLastDone([first, second, undo, redo])).toBe(second);
  });
  it('is no look, nothing that runs, and nothing that changed nothing', () => {
    const running: Operation = { ...done('running', 'resume', 5), state: 'running' };
    const refused = done('refused', 'resume', 6, { a: 'refused' });
    expect(findLastDone([first, done('look', 'look_again', 4), running, refused])).toBe(first);
  });
});

function start(operations: readonly Operation[], refusal?: ORPCError<string, unknown>) {
  const asked: string[] = [];
  const answer = async (call: string, operationId: string) => {
    asked.push(`${call} ${operationId}`);
    if (call === 'undo' && refusal !== undefined) throw refusal;
    return undoing(operationId, 9);
  };
  const recover = {
    undo: (input: { operationId: string }) => answer('undo', input.operationId),
    planUndo: (input: { operationId: string }) => answer('planUndo', input.operationId),
  };
  const mirror = createMirror({ theme: 'system', density: 'comfortable' });
  // Only the calls above are made by what is tested here.
  mirror.setState({ client: { recover } as unknown as Client, view: makeView({ operations }) });
  const notices: Omit<Notice, 'id'>[] = [];
  const operate = createOperate({ mirror, notify: (notice) => notices.push(notice) });
  return { operate, mirror, notices, asked };
}

describe('undoing', () => {
  const operations = [done('first', 'acknowledge', 1)];
  const refuse = (kind: string) =>
    new ORPCError('REFUSED', { defined: true, message: 'A worktree moved.', data: { kind } });

  it('takes the last one back at once, and says so', async () => {
    const { operate, asked, notices } = start(operations);
    await operate.undoLast();
    expect(asked).toEqual(['undo first']);
    expect(notices).toMatchObject([{ tone: 'good', undo: undefined }]);
  });
  it('shows what it would do first where that has to be considered', async () => {
    const { operate, asked, mirror } = start(operations, refuse('needs_review'));
    await operate.undoLast();
    expect(asked).toEqual(['undo first', 'planUndo first']);
    expect(mirror.getState().review?.kind).toBe('ready');
  });
  it('says why it cannot be taken back', async () => {
    const { operate, notices } = start(operations, refuse('not_undone'));
    await operate.undoLast();
    expect(notices).toMatchObject([{ tone: 'bad', lines: ['A worktree moved.'] }]);
  });
  it('asks once, however often the key is pressed meanwhile', async () => {
    const { operate, asked } = start(operations);
    await Promise.all([operate.undoLast(), operate.undoLast()]);
    expect(asked).toEqual(['undo first']);
  });
  it('does not say so before anybody knows what was done', async () => {
    const { operate, mirror, notices } = start([]);
    mirror.setState({ view: makeView({ header: { observedAt: null } }) });
    await operate.undoLast();
    mirror.setState({ view: makeView(), client: null });
    await operate.undoLast();
    const told = { title: 'What was done last is not known yet' };
    expect(notices).toMatchObject([told, told]);
  });
  it('says that there is nothing to undo', async () => {
    const { operate, notices } = start([]);
    await operate.undoLast();
    expect(notices).toMatchObject([{ title: 'There is nothing to undo' }]);
  });
  it('leaves a plan that is being looked at in its place', async () => {
    const { operate, mirror, notices, asked } = start(operations, refuse('needs_review'));
    const other = { kind: 'planning', verb: 'restart', conditionIds: ['c'] } as const;
    mirror.setState({ review: other });
    await operate.undoLast();
    expect(asked).toEqual(['undo first']);
    expect(mirror.getState().review).toBe(other);
    expect(notices).toMatchObject([{ title: 'Nothing was undone yet' }]);
  });
  it('does not claim that an operation is being stopped while the connection is lost', async () => {
    const { operate, mirror, notices } = start(operations);
    mirror.setState({ client: null });
    await operate.stopOperation('first');
    expect(notices).toMatchObject([{ tone: 'bad', title: 'It was not stopped' }]);
  });
});
