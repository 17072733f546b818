import { createStore, type StoreApi } from 'zustand/vanilla';
import { patchView } from '#shared/contract/view-delta.ts';
import type { LiveEvent, View } from '#shared/contract/view.ts';
import { emptyLayout } from './layout.ts';
import type { Appearance, MirrorState } from './mirror-state.ts';
import { needsYou } from './route.ts';

export type Mirror = StoreApi<MirrorState>;

const initialState = (appearance: Appearance): MirrorState => ({
  connection: { kind: 'connecting' },
  client: null,
  about: null,
  view: null,
  sequence: 0,
  byId: new Map(),
  runNames: new Map(),
  route: needsYou,
  lane: null,
  workspace: null,
  query: '',
  queryProblems: [],
  ordering: 'risk',
  isGrouped: true,
  layout: emptyLayout,
  waiting: 0,
  ghosts: new Map(),
  hold: { isPointerOver: false, isFocusWithin: false },
  focusedId: null,
  selected: new Set(),
  anchorId: null,
  opened: null,
  menuId: null,
  busy: new Map(),
  isLooking: false,
  pending: null,
  review: null,
  notices: [],
  announcement: '',
  overlay: null,
  appearance,
});

/** Creates the store that mirrors the console and holds what the operator points at. */
export const createMirror = (appearance: Appearance): Mirror =>
  createStore<MirrorState>(() => initialState(appearance));

/** What a live event makes of the view; null when one was missed and a snapshot is needed. */
export function receive(
  state: Pick<MirrorState, 'view' | 'sequence'>,
  event: LiveEvent,
): { readonly view: View; readonly sequence: number } | null {
  if (event.kind === 'snapshot') return { view: event.view, sequence: event.sequence };
  if (state.view === null || event.sequence !== state.sequence + 1) return null;
  return { view: patchView(state.view, event.delta), sequence: event.sequence };
}
