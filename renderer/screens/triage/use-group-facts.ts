import { useDeferredValue, useMemo } from 'react';
import { useMirror } from '#renderer/state/use-mirror.tsx';
import type { Condition } from '#shared/domain/condition.ts';
import type { Group } from '#shared/domain/group.ts';
import { countProposals, type Offer } from './group-words.ts';
import { sayRiskOfAll } from './risk-words.ts';

export interface GroupFacts {
  readonly ids: readonly string[];
  readonly risk: readonly string[];
  readonly proposals: readonly Offer[];
}

function summarise(group: Group, byId: ReadonlyMap<string, Condition>): GroupFacts {
  const there: Condition[] = [];
  const ids: string[] = [];
  for (const { condition } of group.members) {
    const current = byId.get(condition.id);
    if (current === undefined) continue;
    there.push(current);
    ids.push(current.id);
  }
  const proposals = group.cause === null ? [] : countProposals(there);
  return { ids, risk: sayRiskOfAll(there), proposals };
}

/**
 * What a group has in common. It may hold tens of thousands: a keystroke or an update is painted
 * before they are counted again.
 */
export function useGroupFacts(group: Group): GroupFacts {
  const byId = useDeferredValue(useMirror((state) => state.byId));
  const counted = useDeferredValue(group);
  return useMemo(() => summarise(counted, byId), [counted, byId]);
}

/** How many of these are selected. */
export function useSelectedOf(ids: readonly string[]): number {
  const selected = useMirror((state) => state.selected);
  return useMemo(
    () => (selected.size === 0 ? 0 : ids.reduce((sum, id) => sum + Number(selected.has(id)), 0)),
    [ids, selected],
  );
}
