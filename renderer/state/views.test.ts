import { describe, expect, it, vi } from 'vitest';
import type { SavedView } from '#shared/domain/saved-view.ts';
import { createArranger } from './arrange.ts';
import type { Client } from './client.ts';
import { createIntents } from './intents.ts';
import { createMirror } from './mirror.ts';

const risky: SavedView = {
  id: 'risky',
  name: 'Risky',
  query: 'risk:>0',
  ordering: 'oldest',
  isGrouped: false,
};

/** A console that keeps the views that it is given. */
async function start(kept: readonly SavedView[] = [], hash: { view?: string } = {}) {
  let views = kept;
  const answer = async () => ({ preferences: { views } });
  const settings = {
    read: answer,
    save: (change: { views: readonly SavedView[] }) => {
      views = change.views;
      return answer();
    },
  };
  const mirror = createMirror({ theme: 'system', density: 'comfortable' });
  const intents = createIntents({
    mirror,
    arrange: createArranger(() => 0),
    keepAppearance: () => undefined,
  });
  if (hash.view !== undefined) intents.go({ kind: 'list', lane: null, view: hash.view });
  // Only the calls above are made by what is tested here.
  const client = { settings } as unknown as Client;
  mirror.setState({ client });
  await intents.loadViews(client);
  const changeElsewhere = (next: readonly SavedView[]) => void (views = next);
  return { mirror, intents, changeElsewhere, kept: () => views };
}

describe('saved views', () => {
  it('keep lane, search, order and grouping under a name, and are shown at once', async () => {
    const { mirror, intents, kept } = await start();
    intents.go({ kind: 'list', lane: 'crashed' });
    intents.arrange({ query: 'risk:>0', ordering: 'newest', isGrouped: false });
    await intents.saveView('Crashed, at risk');
    expect(kept()).toEqual([
      {
        id: 'crashed-at-risk',
        name: 'Crashed, at risk',
        query: 'lane:crashed risk:>0',
        ordering: 'newest',
        isGrouped: false,
      },
    ]);
    expect(mirror.getState()).toMatchObject({
      viewId: 'crashed-at-risk',
      lane: null,
      query: 'lane:crashed risk:>0',
    });
  });

  it('bring their search with them, and take it along when they are left', async () => {
    const { mirror, intents } = await start([risky]);
    intents.go({ kind: 'list', lane: null, view: 'risky' });
    expect(mirror.getState()).toMatchObject({ query: 'risk:>0', ordering: 'oldest' });
    intents.go({ kind: 'item', conditionId: 'x' });
    intents.back();
    expect(mirror.getState().route).toMatchObject({ kind: 'list', view: 'risky' });
    intents.go({ kind: 'list', lane: 'drifted' });
    expect(mirror.getState()).toMatchObject({ viewId: null, query: '', ordering: 'risk' });
  });

  it('leave a search that is of no view alone', async () => {
    const { mirror, intents } = await start([risky]);
    intents.arrange({ query: 'limiter' });
    intents.go({ kind: 'list', lane: 'drifted' });
    expect(mirror.getState().query).toBe('limiter');
  });

  it('are shown by a link, once they are read', async () => {
    const { mirror } = await start([risky], { view: 'risky' });
    expect(mirror.getState()).toMatchObject({ viewId: 'risky', query: 'risk:>0' });
  });

  it('say so when a link leads to one that is gone', async () => {
    const { mirror } = await start([risky], { view: 'other' });
    expect(mirror.getState()).toMatchObject({ viewId: null, route: { kind: 'list' } });
    expect(mirror.getState().notices).toMatchObject([{ lines: ['other'] }]);
  });

  it('keep their link under another name, and come back where they were after a deletion', async () => {
    const night = { ...risky, id: 'night', name: 'Night' };
    const { mirror, intents, kept } = await start([risky, night]);
    await intents.renameView('risky', 'At risk');
    expect(kept()[0]).toMatchObject({ id: 'risky', name: 'At risk' });
    intents.go({ kind: 'list', lane: null, view: 'risky' });
    await intents.deleteView('risky');
    expect(mirror.getState()).toMatchObject({ viewId: null, query: '' });
    expect(kept().map(({ id }) => id)).toEqual(['night']);
    const { undo } = mirror.getState().notices.at(-1) ?? {};
    if (typeof undo !== 'function') throw new Error('The deletion offers no undo.');
    undo();
    await vi.waitFor(() => expect(kept().map(({ id }) => id)).toEqual(['risky', 'night']));
  });

  it('keep what another window has saved, renamed or deleted meanwhile', async () => {
    const night = { ...risky, id: 'night', name: 'Night' };
    const { mirror, intents, changeElsewhere, kept } = await start([risky]);
    changeElsewhere([{ ...risky, name: 'At risk' }, night]);
    await intents.saveView('Night');
    expect(kept().map(({ id, name }) => [id, name])).toEqual([
      ['risky', 'At risk'],
      ['night', 'Night'],
      ['night-2', 'Night'],
    ]);
    expect(mirror.getState().viewId).toBe('night-2');
    changeElsewhere([night]);
    await intents.renameView('night', 'Late');
    expect(kept()).toEqual([{ ...night, name: 'Late' }]);
  });
});
