import { useDeferredValue, useMemo } from 'react';
import type { RowGroup } from '#renderer/state/layout.ts';
import { useMirror } from '#renderer/state/use-mirror.tsx';
import { addTo } from '#shared/domain/group-by.ts';
import type { Verb } from '#shared/domain/verb.ts';
import { sortOffers, type Offer } from './group-words.ts';
import { sayRiskOfAll } from './risk-words.ts';

export interface GroupFacts {
  readonly ids: readonly string[];
  readonly risk: readonly string[];
  readonly proposals: readonly Offer[];
}

/** What those of a group that are still there have in common, in one pass. */
function summarise({ members, cause }: RowGroup): GroupFacts {
  const ids: string[] = [];
  const idsOf = new Map<Verb, string[]>();
  let [files, commits] = [0, 0];
  for (const { line } of members) {
    if (line.entry === null) continue;
    const { proposed, workAtRisk } = line.entry.condition;
    ids.push(line.id);
    files += workAtRisk.uncommittedFiles ?? 0;
    commits += workAtRisk.unpushedCommits ?? 0;
    if (proposed !== null && cause !== null) addTo(idsOf, proposed, line.id);
  }
  return { ids, risk: sayRiskOfAll(files, commits), proposals: sortOffers(idsOf) };
}

/**
 * What a group has in common. It may hold tens of thousands: a keystroke or an update is painted
 * before they are counted again.
 */
export function useGroupFacts(group: RowGroup): GroupFacts {
  // The rows are read in place; another index says that they may have changed.
  const byId = useDeferredValue(useMirror((state) => state.byId));
  const counted = useDeferredValue(group);
  // oxlint-disable-next-line react/exhaustive-deps
  return useMemo(() => summarise(counted), [counted, byId]);
}

/** How many of these are selected. */
export function useSelectedOf(ids: readonly string[]): number {
  const selected = useMirror((state) => state.selected);
  return useMemo(
    () => (selected.size === 0 ? 0 : ids.reduce((sum, id) => sum + Number(selected.has(id)), 0)),
    [ids, selected],
  );
}
