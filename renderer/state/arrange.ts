import type { RowsDelta } from '#shared/contract/view-delta.ts';
import type { View } from '#shared/contract/view.ts';
import type { Condition } from '#shared/domain/condition.ts';
import { groupMembers, ungrouped } from '#shared/domain/group.ts';
import { parseQuery, type QueryProblem } from '#shared/domain/query.ts';
import { findGhosts, layOut, settle, type Layout } from './layout.ts';
import type { MirrorState } from './mirror-state.ts';
import { createRoll } from './roll.ts';

type Change = Partial<MirrorState>;
/** What became of the conditions since the view before, where that is known. */
export type Patch = RowsDelta<Condition> | undefined;

const nameRuns = (runs: View['runs']): ReadonlyMap<string, string> =>
  new Map(runs.flatMap(({ id, name }) => (name === null ? [] : [[id, name]])));

function indexConditions(
  before: ReadonlyMap<string, Condition>,
  conditions: readonly Condition[],
  patch: Patch,
): ReadonlyMap<string, Condition> {
  if (patch === undefined) return new Map(conditions.map((condition) => [condition.id, condition]));
  const byId = new Map(before);
  for (const id of patch.remove) byId.delete(id);
  for (const condition of patch.upsert) byId.set(condition.id, condition);
  return byId;
}

/** Every condition that may have gone since the state before, as last seen. */
function* wentAway({ byId, ghosts }: MirrorState, patch: Patch): Generator<Condition> {
  yield* ghosts.values();
  if (patch === undefined) yield* byId.values();
  else
    for (const id of patch.remove) {
      const last = byId.get(id);
      if (last !== undefined) yield last;
    }
}

interface Wanted {
  readonly layout: Layout;
  readonly problems: readonly QueryProblem[];
}

/** Decides what the list shows; remembers orders and texts, so that typing stays quick. */
export function createArranger(nowMs: () => number) {
  const roll = createRoll();
  let rolled: readonly Condition[] | undefined;
  let last: { readonly asked: readonly unknown[]; readonly found: Wanted } | null = null;

  function call(before: MirrorState, { view }: MirrorState, patch: Patch): void {
    const rows = view?.conditions ?? [];
    if (rows === rolled) return;
    if (patch !== undefined && before.view?.conditions === rolled) roll.patch(patch);
    else roll.reset(rows);
    rolled = rows;
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

  function arrange({ query, ordering, lane, workspace, isGrouped }: MirrorState): Wanted {
    const { test, problems } = parseQuery(query);
    const now = nowMs();
    const matching = roll
      .order(ordering)
      .filter(
        (entry) =>
          (lane === null || entry.condition.lane === lane) &&
          (workspace === null || entry.condition.subject.workspace === workspace) &&
          test(entry, now),
      );
    const groups = isGrouped ? groupMembers(matching) : [ungrouped(matching)];
    return { layout: layOut(groups, (entry) => entry.line), problems };
  }

  /**
   * The list after `change`; `isMoved` when the operator asked for another list, which is then shown
   * at once whatever holds it. With `patch` a change of few rows costs little.
   */
  return (before: MirrorState, change: Change, isMoved: boolean, patch?: Patch): Change => {
    const state = { ...before, ...change };
    call(before, state, patch);
    const rows = state.view?.conditions;
    const byId =
      rows === before.view?.conditions
        ? before.byId
        : indexConditions(before.byId, rows ?? [], patch);
    const runNames =
      state.view?.runs === before.view?.runs ? before.runNames : nameRuns(state.view?.runs ?? []);
    const { layout: next, problems } = wanted(state);
    const { layout, waiting } = isMoved
      ? { layout: next, waiting: 0 }
      : settle(before.layout, next, state.hold, state.focusedId);
    const ghosts = layout === next ? none : findGhosts(layout, byId, wentAway(before, patch));
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

const none: ReadonlyMap<string, Condition> = new Map();
