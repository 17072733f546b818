import { between, step } from './layout.ts';
import type { MirrorState } from './mirror-state.ts';
import type { Arrange } from './arrange.ts';
import type { Mirror } from './mirror.ts';
import { needsYou, type Route } from './route.ts';
import type { Hold } from './settle.ts';
import { arrangeFor } from './views.ts';

/** The same place with nothing open; null where nothing is, or the list is what lies behind. */
function closed(route: Route): Route | null {
  if (route.kind === 'acknowledged' && route.conditionId !== null)
    return { kind: 'acknowledged', conditionId: null };
  if (route.kind === 'environments' && route.environmentId !== null)
    return { kind: 'environments', environmentId: null };
  return null;
}

/** “All that match” was said of the list before: of this one only those are chosen that were of both. */
const anotherList = { isAllSelected: false } as const;

/** What the operator points at: place, focus, selection, filter. No call leaves the window. */
export function createPoint({ mirror, arrange }: { mirror: Mirror; arrange: Arrange }) {
  const rearrange = (change: Partial<MirrorState>, isMoved: boolean) =>
    mirror.setState((state) => arrange(state, change, isMoved));

  function focus(focusedId: string | null): void {
    const { opened, byId, ghosts } = mirror.getState();
    const target = focusedId === null ? undefined : (byId.get(focusedId) ?? ghosts.get(focusedId));
    // The detail follows the focus once it is open.
    const follows = opened !== null && target !== undefined && target.id !== opened.id;
    const change: Partial<MirrorState> = follows
      ? { focusedId, opened: target, route: { kind: 'item', conditionId: target.id } }
      : { focusedId };
    // A row that is gone may close up once the focus has left it; else nothing can have moved.
    if (ghosts.size > 0) rearrange(change, false);
    else mirror.setState(change);
  }

  function go(route: Route): void {
    const state = mirror.getState();
    const { byId, ghosts, lane } = state;
    if (route.kind === 'list') {
      const arranged = arrangeFor(state, route.view);
      const isSame = lane === route.lane && state.viewId === arranged.viewId;
      rearrange(
        {
          route,
          lane: route.lane,
          opened: null,
          ...arranged,
          ...(isSame ? {} : anotherList),
        },
        true,
      );
    } else if (route.kind === 'item') {
      const opened = byId.get(route.conditionId) ?? ghosts.get(route.conditionId) ?? null;
      const isElsewhere = opened !== null && lane !== null && opened.lane !== lane;
      rearrange(
        {
          route,
          opened,
          focusedId: route.conditionId,
          ...(isElsewhere ? { lane: null, ...anotherList } : {}),
        },
        isElsewhere,
      );
    } else {
      rearrange({ route, opened: null }, true);
    }
  }

  /** Closes the detail: back to the list it belongs to. */
  const back = () => {
    const { lane, route, viewId } = mirror.getState();
    const view = viewId ?? undefined;
    const list: Route =
      lane === null && view === undefined ? needsYou : { kind: 'list', lane, view };
    mirror.setState({ opened: null, route: closed(route) ?? list });
  };

  function select(ids: readonly string[], isSelected: boolean): void {
    const selected = new Set(mirror.getState().selected);
    for (const id of ids) {
      if (isSelected) selected.add(id);
      else selected.delete(id);
    }
    const announcement = `${selected.size} selected`;
    mirror.setState({ selected, announcement, isAllSelected: false });
  }

  function toggle(id: string): void {
    select([id], !mirror.getState().selected.has(id));
    mirror.setState({ anchorId: id });
  }

  /** Selects from the last toggled row to this one. */
  function extendTo(id: string): void {
    const { layout, anchorId, focusedId } = mirror.getState();
    const anchor = anchorId ?? focusedId ?? id;
    select(between(layout, anchor, id), true);
    mirror.setState({ anchorId: anchor });
  }

  function move(by: number, isExtending: boolean): void {
    const { layout, focusedId } = mirror.getState();
    const next = step(layout, focusedId, by);
    if (next === null) return;
    if (isExtending) extendTo(next);
    focus(next);
  }

  const setHold = (change: Partial<Hold>) => {
    const state = mirror.getState();
    const hold = { ...state.hold, ...change };
    if (state.waiting > 0 || state.ghosts.size > 0) rearrange({ hold }, false);
    else mirror.setState({ hold });
  };

  return {
    focus,
    go,
    back,
    select,
    toggle,
    extendTo,
    move,
    setHold,
    /**
     * All that match now, and nothing that matches later. While rows are still on their way, those
     * that matched at this moment are chosen as they arrive.
     */
    selectAll() {
      select(mirror.getState().layout.ids, true);
      mirror.setState({ isAllSelected: true });
    },
    clearSelection: () =>
      mirror.setState({
        selected: new Set(),
        isAllSelected: false,
        anchorId: null,
        announcement: 'Nothing selected',
      }),
    /** Shows what waits, in its place. */
    bringIn: () => rearrange({ announcement: 'The list is up to date' }, true),
    /** A new filter text, ordering, grouping or workspace: another list, shown at once. */
    arrange: (
      change: Partial<Pick<MirrorState, 'query' | 'ordering' | 'isGrouped' | 'workspace'>>,
    ) => {
      const isOther = change.query !== undefined || change.workspace !== undefined;
      rearrange(isOther ? { ...change, ...anotherList } : change, true);
    },
  };
}
