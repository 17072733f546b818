import { describe, expect, it } from 'vitest';
import type { Condition } from '#shared/domain/condition.ts';
import { snapshotEvents } from '#shared/contract/live-parts.ts';
import { makeCondition } from '#shared/testing/make-condition.ts';
import { makeView } from '#shared/testing/make-view.ts';
import { moments } from '#shared/testing/moments.ts';
import { createIntents } from './intents.ts';
import { createArranger } from './arrange.ts';
import { countElsewhere } from './layout.ts';
import { createMirror, createReceiver } from './mirror.ts';

const one = (id: string, fields: Partial<Condition> = {}) =>
  makeCondition.blocked({ id, title: id, ...fields });
const crashed = (id: string) => makeCondition.crashed({ id, title: id });

function start(...conditions: readonly Condition[]) {
  const mirror = createMirror({ theme: 'system', density: 'comfortable' });
  const arrange = createArranger(() => Date.parse(moments.now));
  const intents = createIntents({ mirror, arrange, keepAppearance: () => undefined });
  const show = (...rows: readonly Condition[]) => {
    const state = mirror.getState();
    mirror.setState(arrange(state, { view: makeView() }, false, rows));
  };
  show(...conditions);
  mirror.setState((state) => arrange(state, { isGrouped: false }, true));
  return { mirror, intents, arrange, show, ids: () => mirror.getState().layout.ids.join(' ') };
}

describe('the mirror', () => {
  it('asks for a snapshot when a delta was missed', () => {
    const { header } = makeView();
    const delta = { kind: 'delta', delta: { header } } as const;
    const receive = createReceiver();
    expect(receive({ view: null, sequence: 0 }, { ...delta, sequence: 1 })).toBe('gap');
    const view = makeView();
    expect(receive({ view, sequence: 4 }, { ...delta, sequence: 6 })).toBe('gap');
    expect(receive({ view, sequence: 4 }, { ...delta, sequence: 5 })).toMatchObject({
      sequence: 5,
    });
    const snapshot = { kind: 'snapshot', sequence: 1, view } as const;
    expect(receive({ view, sequence: 9 }, snapshot)).toMatchObject({ sequence: 1 });
  });

  it('shows the first rows of a large world at once, and the others when all are here', () => {
    const rows = Array.from({ length: 4000 }, (_, at) => one(`c${at}`));
    const [first, ...pieces] = [...snapshotEvents(makeView({ conditions: rows }), 3)];
    if (first === undefined) throw new Error('A snapshot has a first event.');
    const receive = createReceiver();
    const nothing = { view: null, sequence: 0 };
    expect(receive(nothing, first)).toMatchObject({ isPartial: true, sequence: 3 });
    const received = pieces.map((piece) => receive(nothing, piece));
    expect(received.slice(0, -1).every((what) => what === 'more')).toBe(true);
    const whole = received.at(-1);
    if (typeof whole !== 'object') throw new Error('The last piece makes it whole.');
    expect(whole.rows).toHaveLength(4000);
    // Who reconnects keeps the whole view until there is another whole one.
    expect(receive({ view: whole.view, sequence: 3 }, first)).toBe('more');
  });

  it('changes rows in place but moves none while the pointer is over the list', () => {
    const { mirror, intents, show, ids } = start(one('a'), one('b'));
    intents.setHold({ isPointerOver: true });
    show(one('c', { workAtRisk: { uncommittedFiles: 9 } }), one('b', { message: 'changed' }));
    expect(ids()).toBe('a b');
    expect(mirror.getState().waiting).toBe(1);
    expect(mirror.getState().byId.get('b')?.message).toBe('changed');
    expect(mirror.getState().ghosts.get('a')?.title).toBe('a');
    intents.setHold({ isPointerOver: false });
    expect(ids()).toBe('c b');
    expect(mirror.getState().waiting).toBe(0);
  });

  it('brings in what waits when it is asked to, pointer or not', () => {
    const { mirror, intents, show, ids } = start(one('b'));
    intents.setHold({ isPointerOver: true });
    show(one('a'), one('b'));
    intents.bringIn();
    expect(ids()).toBe('a b');
    expect(mirror.getState().waiting).toBe(0);
  });

  it('keeps a focused row that is gone until the focus moves on', () => {
    const { intents, show, ids } = start(one('a'), one('b'));
    intents.setHold({ isFocusWithin: true });
    intents.focus('a');
    show(one('b'));
    expect(ids()).toBe('a b');
    intents.move(1, false);
    expect(ids()).toBe('b');
  });

  it('moves the focus on to the next row when its own is gone for good', () => {
    const { mirror, intents, show } = start(one('a'), one('b'), one('c'));
    intents.focus('b');
    show(one('a'), one('c'));
    expect(mirror.getState().focusedId).toBe('c');
    show(one('a'));
    expect(mirror.getState().focusedId).toBe('a');
  });

  it('keeps the selection frozen, and forgets only what is gone', () => {
    const { mirror, intents, show } = start(one('a'), one('b'));
    intents.selectAll();
    show(one('b'), one('c'));
    expect([...mirror.getState().selected]).toEqual(['b']);
  });

  it('counts only what was chosen as “all that match” when more come to match', () => {
    const { mirror, intents, show } = start(one('a'), one('b'));
    intents.selectAll();
    show(one('a'), one('b'), one('c'));
    expect(mirror.getState().isAllSelected).toBe(true);
    expect([...mirror.getState().selected]).toEqual(['a', 'b']);
    intents.toggle('b');
    expect(mirror.getState().isAllSelected).toBe(false);
  });

  it('says nothing of “all” in another list than the one in which all were chosen', () => {
    const { mirror, intents, show } = start(crashed('a'), one('b'));
    intents.go({ kind: 'list', lane: 'crashed' });
    intents.selectAll();
    intents.arrange({ ordering: 'newest' });
    expect(mirror.getState().isAllSelected).toBe(true);
    intents.go({ kind: 'list', lane: 'blocked' });
    expect(mirror.getState().isAllSelected).toBe(false);
    intents.selectAll();
    intents.arrange({ query: 'b' });
    expect(mirror.getState().isAllSelected).toBe(false);
    show(crashed('a'), one('b'), one('bb'));
    const { layout, selected } = mirror.getState();
    const chosen = [...selected].map((id) => ({ id }));
    expect([chosen.length, countElsewhere(layout, chosen)]).toEqual([2, 1]);
  });

  it('shows all again when the workspace it was narrowed to is watched no more', () => {
    const { mirror, intents, arrange, ids } = start(one('a'));
    const { workspace } = one('a').subject;
    const watch = (...paths: readonly string[]) =>
      makeView({
        header: { workspaces: paths.map((path) => ({ path, name: path, isSample: false })) },
      });
    mirror.setState((state) =>
      arrange(state, { view: watch(workspace, '/other') }, true, [one('a')]),
    );
    intents.arrange({ workspace: '/other' });
    expect(ids()).toBe('');
    mirror.setState((state) => arrange(state, { view: watch(workspace) }, false, [one('a')]));
    expect([mirror.getState().workspace, ids()]).toEqual([null, 'a']);
  });

  it('narrows to a lane, and opens a linked item of another lane all the same', () => {
    const { mirror, intents, ids } = start(crashed('a'), one('b'));
    intents.go({ kind: 'list', lane: 'crashed' });
    expect(ids()).toBe('a');
    intents.go({ kind: 'item', conditionId: 'b' });
    expect(ids()).toBe('a b');
    expect(mirror.getState().opened?.id).toBe('b');
  });

  it('opens a linked item that arrives only later, and remembers it when it goes', () => {
    const { mirror, intents, show } = start();
    intents.go({ kind: 'item', conditionId: 'late' });
    show(one('late'));
    expect(mirror.getState().opened?.title).toBe('late');
    show();
    expect(mirror.getState().opened?.title).toBe('late');
  });

  it('lets the detail follow the focus once it is open, and not before', () => {
    const { mirror, intents } = start(one('a'), one('b'));
    intents.focus('a');
    expect(mirror.getState().opened).toBeNull();
    intents.go({ kind: 'item', conditionId: 'a' });
    intents.move(1, false);
    expect(mirror.getState().opened?.id).toBe('b');
    expect(mirror.getState().route).toEqual({ kind: 'item', conditionId: 'b' });
    intents.back();
    expect(mirror.getState().route).toEqual({ kind: 'list', lane: null });
  });

  it('closes what is open in a place before it leaves the place', () => {
    const { mirror, intents } = start(one('a'));
    intents.go({ kind: 'environments', environmentId: 'env' });
    intents.back();
    expect(mirror.getState().route).toEqual({ kind: 'environments', environmentId: null });
    intents.back();
    expect(mirror.getState().route).toEqual({ kind: 'list', lane: null });
  });

  it('extends the selection from where it began', () => {
    const { mirror, intents } = start(one('a'), one('b'), one('c'));
    intents.focus('a');
    intents.toggle('a');
    intents.move(1, true);
    intents.move(1, true);
    expect([...mirror.getState().selected]).toEqual(['a', 'b', 'c']);
  });
});
