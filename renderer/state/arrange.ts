import type { RowsDelta } from '#shared/contract/view-delta.ts';
import type { View } from '#shared/contract/view.ts';
import type { Condition } from '#shared/domain/condition.ts';
import { indexConditions } from './condition-index.ts';
import { createSpots } from './entry.ts';
import type { MirrorState } from './mirror-state.ts';
import { nextFocus } from './next-focus.ts';
import { createRoll } from './roll.ts';
import { findGhosts, settle } from './settle.ts';
import { createSieve } from './sieve.ts';

type Change = Partial<MirrorState>;
/** What became of the conditions: all of them anew, or the few that changed. */
export type Rows = readonly Condition[] | RowsDelta<Condition>;

const nameRuns = (runs: View['runs']): ReadonlyMap<string, string> =>
  new Map(runs.flatMap(({ id, name }) => (name === null ? [] : [[id, name]])));

/** What is open, and what is chosen of what is still there. */
function keepPointed(
  { opened, route, selected }: MirrorState,
  find: (id: string) => Condition | undefined,
  ghosts: ReadonlyMap<string, Condition>,
): Pick<MirrorState, 'opened' | 'selected'> {
  // A link may name an item before the first view has come.
  const openId = opened?.id ?? (route.kind === 'item' ? route.conditionId : null);
  const isKept = (id: string) => find(id) !== undefined || ghosts.has(id);
  return {
    opened: openId === null ? null : (find(openId) ?? opened),
    selected: [...selected].every(isKept) ? selected : new Set([...selected].filter(isKept)),
  };
}

/** The workspace that the list is narrowed to; one that is watched no more narrows nothing. */
function keepWorkspace({ workspace, view }: MirrorState): string | null {
  if (workspace === null || view?.header.observedAt == null) return workspace;
  return view.header.workspaces.some(({ path }) => path === workspace) ? workspace : null;
}

/** Decides what the list shows; remembers orders and texts, so that typing stays quick. */
export function createArranger(nowMs: () => number) {
  const spots = createSpots();
  const roll = createRoll(spots);
  const sieve = createSieve(spots, roll, nowMs);

  /** Takes the conditions in; gives those that are gone, and the index of those that are there. */
  function take({ byId }: MirrorState, rows: Rows | undefined) {
    if (rows === undefined) return { byId, gone: [] };
    if (!('upsert' in rows)) return { gone: roll.reset(rows), byId: indexConditions(spots) };
    if (rows.upsert.length + rows.remove.length === 0) return { byId, gone: [] };
    return { gone: roll.patch(rows), byId: indexConditions(spots) };
  }

  /**
   * The list after `change`; `isMoved` when the operator asked for another list, which is then shown
   * at once whatever holds it. `rows` are the conditions where they changed; few cost little.
   */
  return (before: MirrorState, change: Change, isMoved: boolean, rows?: Rows): Change => {
    const { byId, gone } = take(before, rows);
    const asked: MirrorState = { ...before, ...change, byId };
    const workspace = keepWorkspace(asked);
    const state: MirrorState = { ...asked, workspace };
    const { layout: wanted, problems } = sieve(state);
    const { layout, waiting } =
      isMoved || workspace !== asked.workspace
        ? { layout: wanted, waiting: 0 }
        : settle(spots, before.layout, wanted, state);
    const left = [...before.ghosts.values(), ...gone];
    const ghosts = layout === wanted ? none : findGhosts(layout, byId, left);
    const focusedId = nextFocus(before.layout, layout, state.focusedId, byId);
    for (const { id } of left) if (!byId.has(id) && !ghosts.has(id)) spots.byId.delete(id);
    const runNames =
      state.view?.runs === before.view?.runs ? before.runNames : nameRuns(state.view?.runs ?? []);
    return {
      ...change,
      ...keepPointed(state, byId.get, ghosts),
      workspace,
      byId,
      runNames,
      layout,
      waiting,
      ghosts,
      focusedId,
      queryProblems: problems,
    };
  };
}
export type Arrange = ReturnType<typeof createArranger>;

const none: ReadonlyMap<string, Condition> = new Map();
