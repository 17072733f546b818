import { createStore, type StoreApi } from 'zustand/vanilla';
import { patchView } from '#shared/contract/view-delta.ts';
import type { LiveEvent, View } from '#shared/contract/view.ts';
import type { Condition } from '#shared/domain/condition.ts';
import { createTextOf, parseFilter } from './filter.ts';
import { findCauses, groupConditions, ungrouped, type Causes } from './group.ts';
import { emptyLayout, findGhosts, layOut, settle, type Layout } from './layout.ts';
import type { Appearance, MirrorState } from './mirror-state.ts';
import { orderConditions } from './order.ts';
import { needsYou } from './route.ts';

export type Mirror = StoreApi<MirrorState>;
type Change = Partial<MirrorState>;

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

const nameRuns = (runs: View['runs']): ReadonlyMap<string, string> =>
  new Map(runs.flatMap(({ id, name }) => (name === null ? [] : [[id, name]])));

interface Wanted {
  readonly layout: Layout;
  readonly problems: readonly string[];
}

/** Decides what the list shows; remembers orders and texts, so that typing stays quick. */
export function createArranger(nowMs: () => number) {
  const textOf = createTextOf();
  let ordered: readonly Condition[] = [];
  let orderedFrom: { readonly rows: readonly Condition[]; readonly ordering: string } | null = null;
  let causes: Causes = new Map();
  let last: { readonly asked: readonly unknown[]; readonly found: Wanted } | null = null;

  function order(state: MirrorState): readonly Condition[] {
    const rows = state.view?.conditions ?? [];
    if (orderedFrom?.rows !== rows) causes = findCauses(rows);
    if (orderedFrom?.rows !== rows || orderedFrom.ordering !== state.ordering) {
      ordered = orderConditions(rows, state.ordering);
      orderedFrom = { rows, ordering: state.ordering };
    }
    return ordered;
  }

  function wanted(state: MirrorState): Wanted {
    const { view, lane, workspace, query, ordering, isGrouped } = state;
    const asked = [view?.conditions, lane, workspace, query, ordering, isGrouped];
    // Ages are looked at again when facts arrive, which is often enough.
    if (last !== null && asked.every((value, at) => value === last?.asked[at])) return last.found;
    const found = arrange(state);
    last = { asked, found };
    return found;
  }

  function arrange(state: MirrorState): Wanted {
    const filter = parseFilter(state.query);
    const context = { nowMs: nowMs(), textOf };
    const matching = order(state).filter(
      (condition) =>
        (state.lane === null || condition.lane === state.lane) &&
        (state.workspace === null || condition.subject.workspace === state.workspace) &&
        filter.test(condition, context),
    );
    const groups = state.isGrouped ? groupConditions(matching, causes) : [ungrouped(matching)];
    return { layout: layOut(groups), problems: filter.problems };
  }

  /**
   * The list after `change`; `isMoved` when the operator asked for another list, which is then shown
   * at once whatever holds it.
   */
  return (before: MirrorState, change: Change, isMoved: boolean): Change => {
    const state = { ...before, ...change };
    const byId =
      state.view === before.view
        ? before.byId
        : new Map((state.view?.conditions ?? []).map((condition) => [condition.id, condition]));
    const runNames =
      state.view?.runs === before.view?.runs ? before.runNames : nameRuns(state.view?.runs ?? []);
    const { layout: next, problems } = wanted(state);
    const { layout, waiting } = isMoved
      ? { layout: next, waiting: 0 }
      : settle(before.layout, next, state.hold, state.focusedId);
    const ghosts = findGhosts(layout, byId, before.byId, before.ghosts);
    // A link may name an item before the first view has come.
    const openId =
      state.opened?.id ?? (state.route.kind === 'item' ? state.route.conditionId : null);
    const opened = openId === null ? null : (byId.get(openId) ?? state.opened);
    const isKept = (id: string) => byId.has(id) || ghosts.has(id);
    const selected = [...state.selected].every(isKept)
      ? state.selected
      : new Set([...state.selected].filter(isKept));
    return {
      ...change,
      byId,
      runNames,
      layout,
      waiting,
      ghosts,
      opened,
      selected,
      queryProblems: problems,
    };
  };
}
export type Arrange = ReturnType<typeof createArranger>;
