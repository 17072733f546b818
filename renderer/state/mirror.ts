import { createStore, type StoreApi } from 'zustand/vanilla';
import { createGathering, type Gathering } from '#shared/contract/live-parts.ts';
import { patchView } from '#shared/contract/view-delta.ts';
import type { Rows } from './arrange.ts';
import { indexConditions } from './condition-index.ts';
import { createSpots } from './entry.ts';
import type { LiveEvent, View, ViewDelta } from '#shared/contract/view.ts';
import { layOut } from './layout.ts';
import type { Appearance, MirroredView, MirrorState } from './mirror-state.ts';
import { needsYou } from './route.ts';

export type Mirror = StoreApi<MirrorState>;

const initialState = (appearance: Appearance): MirrorState => ({
  connection: { kind: 'connecting' },
  client: null,
  about: null,
  view: null,
  sequence: 0,
  isPartial: false,
  byId: indexConditions(createSpots()),
  runNames: new Map(),
  route: needsYou,
  lane: null,
  workspace: null,
  query: '',
  views: null,
  viewId: null,
  naming: null,
  snoozing: null,
  queryProblems: [],
  ordering: 'risk',
  isGrouped: true,
  layout: layOut(createSpots(), []),
  waiting: 0,
  ghosts: new Map(),
  hold: { isPointerOver: false, isFocusWithin: false },
  focusedId: null,
  selected: new Set(),
  isAllSelected: false,
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

export type Received =
  | {
      readonly view: MirroredView;
      readonly rows: Rows;
      readonly sequence: number;
      readonly isPartial: boolean;
    }
  /** Rows that were put aside until the last of them is here. */
  | 'more'
  /** One was missed: a new snapshot is needed. */
  | 'gap';

/** Conditions are kept by id: the list of them need not be put together for each change. */
function patchMirrored(view: MirroredView, { conditions, ...delta }: ViewDelta) {
  return { view: patchView({ ...view, conditions: [] }, delta), rows: conditions ?? unchanged };
}
const unchanged: Rows = { upsert: [], remove: [] };

const whole = (view: View) => ({ view, rows: view.conditions });

/** Makes a view of live events. One for each stream, since a snapshot may come in pieces. */
export function createReceiver() {
  let gathering: Gathering | null = null;
  return (state: Pick<MirrorState, 'view' | 'sequence'>, event: LiveEvent): Received => {
    const { sequence } = event;
    switch (event.kind) {
      case 'snapshot': {
        gathering = event.isPartial === true ? createGathering(event.view) : null;
        // Who has a view already keeps it until the new one is whole.
        if (gathering !== null && state.view !== null) return 'more';
        return { ...whole(event.view), sequence, isPartial: gathering !== null };
      }
      case 'rows': {
        if (gathering === null) return 'gap';
        gathering.add(event);
        if (!event.isLast) return 'more';
        const view = gathering.view();
        gathering = null;
        return { ...whole(view), sequence, isPartial: false };
      }
      case 'delta':
        if (gathering !== null || state.view === null || sequence !== state.sequence + 1)
          return 'gap';
        return { ...patchMirrored(state.view, event.delta), sequence, isPartial: false };
    }
  };
}
