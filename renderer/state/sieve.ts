import { groupMembers, ungrouped } from '#shared/domain/group.ts';
import { narrows, parseQuery, type Query, type QueryProblem } from '#shared/domain/query.ts';
import type { Entry, Spots } from './entry.ts';
import { layOut, type Layout, type RowGroup } from './layout.ts';
import type { MirrorState } from './mirror-state.ts';
import type { createRoll } from './roll.ts';

export interface Wanted {
  readonly layout: Layout;
  readonly problems: readonly QueryProblem[];
}

interface Placed {
  readonly asked: readonly unknown[];
  readonly entries: readonly Entry[];
  /** All of them by cause: who types “lane:” comes back to the whole list, which stands already. */
  groups: readonly RowGroup[] | null;
}

interface Sifted {
  readonly from: readonly Entry[];
  readonly query: Query;
  readonly matching: readonly Entry[];
}

/** Finds what matches; who types on narrows what was found, and only that is looked at again. */
export function createSieve(
  spots: Spots,
  roll: Pick<ReturnType<typeof createRoll>, 'order'>,
  nowMs: () => number,
) {
  let answered: { readonly asked: readonly unknown[]; readonly found: Wanted } | null = null;
  let sifted: Sifted | null = null;
  let placed: Placed | null = null;

  const isSame = (before: readonly unknown[], asked: readonly unknown[]) =>
    asked.every((value, at) => value === before[at]);

  /** Those of the lane and the workspace, in order. */
  function inPlace({ byId, lane, workspace, ordering }: MirrorState): readonly Entry[] {
    const asked = [byId, lane, workspace, ordering];
    if (placed !== null && isSame(placed.asked, asked)) return placed.entries;
    const all = roll.order(ordering);
    const isAll = lane === null && workspace === null;
    const isHere = ({ condition }: Entry) =>
      (lane === null || condition.lane === lane) &&
      (workspace === null || condition.subject.workspace === workspace);
    placed = { asked, entries: isAll ? all : all.filter(isHere), groups: null };
    return placed.entries;
  }

  function sift(from: readonly Entry[], query: Query): readonly Entry[] {
    if (query.isEmpty) return from;
    const wider = sifted?.from === from && narrows(sifted.query, query) ? sifted.matching : from;
    const now = nowMs();
    const matching = wider.filter((one) => query.test(one, now));
    sifted = { from, query, matching };
    return matching;
  }

  function group(matching: readonly Entry[]): readonly RowGroup[] {
    if (placed?.entries !== matching) return groupMembers(matching);
    placed.groups ??= groupMembers(matching);
    return placed.groups;
  }

  function find(state: MirrorState): Wanted {
    const query = parseQuery(state.query);
    const matching = sift(inPlace(state), query);
    const groups = state.isGrouped ? group(matching) : [ungrouped(matching)];
    return { layout: layOut(spots, groups), problems: query.problems };
  }

  return (state: MirrorState): Wanted => {
    const { byId, lane, workspace, query, ordering, isGrouped } = state;
    const asked = [byId, lane, workspace, query, ordering, isGrouped];
    // Ages are looked at again when facts arrive, which is often enough.
    if (answered === null || !isSame(answered.asked, asked))
      answered = { asked, found: find(state) };
    return answered.found;
  };
}
