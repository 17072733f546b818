import type { View } from '#shared/contract/view.ts';
import type { Condition } from '#shared/domain/condition.ts';
import { createTextOf, parseFilter } from './filter.ts';
import { findCauses, groupConditions, ungrouped, type Causes } from './group.ts';
import { findGhosts, layOut, settle, type Layout } from './layout.ts';
import type { MirrorState } from './mirror-state.ts';
import { orderConditions } from './order.ts';

type Change = Partial<MirrorState>;

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
