import type { Condition, Reason } from '#shared/domain/condition.ts';

/** Conditions that share a cause, or (`cause: null`) the ones on their own. */
export interface Group {
  readonly key: string;
  readonly cause: {
    readonly reason: Reason;
    readonly workspace: string;
    /** Milliseconds since the epoch: the first of them. */
    readonly sinceMs: number;
  } | null;
  readonly conditions: readonly Condition[];
}

/** Conditions of one cause begin within this of one another. */
const togetherMs = 60_000;

interface Dated {
  readonly condition: Condition;
  readonly sinceMs: number;
}

/** Splits dated conditions, oldest first, wherever more than a minute passed between two. */
function splitByMinute(dated: readonly Dated[]): readonly (readonly Dated[])[] {
  const clusters: Dated[][] = [];
  let lastMs = Number.NEGATIVE_INFINITY;
  for (const one of dated.toSorted((a, b) => a.sinceMs - b.sinceMs)) {
    const open = clusters.at(-1);
    if (open !== undefined && one.sinceMs - lastMs <= togetherMs) open.push(one);
    else clusters.push([one]);
    lastMs = one.sinceMs;
  }
  return clusters;
}

function findCauses(ordered: readonly Condition[]): Map<string, Group> {
  const alike = new Map<string, Dated[]>();
  for (const condition of ordered) {
    const key = `${condition.subject.workspace}\n${condition.reason}`;
    const dated = { condition, sinceMs: Date.parse(condition.since) };
    const known = alike.get(key);
    if (known === undefined) alike.set(key, [dated]);
    else known.push(dated);
  }
  const causeOf = new Map<string, Group>();
  for (const dated of alike.values()) {
    for (const cluster of splitByMinute(dated)) {
      const first = cluster[0];
      if (first === undefined || cluster.length < 2) continue;
      const { reason, subject } = first.condition;
      const cause = { reason, workspace: subject.workspace, sinceMs: first.sinceMs };
      const key = `${subject.workspace}|${reason}|${first.sinceMs}`;
      const group: Group = { key, cause, conditions: [] };
      for (const { condition } of cluster) causeOf.set(condition.id, group);
    }
  }
  return causeOf;
}

/**
 * Groups what happened together: same workspace, same reason, within a minute of one another. The
 * given order is kept, between the groups (by their first) and within them; what stands alone comes
 * last. Without any shared cause there is one group.
 */
export function groupConditions(ordered: readonly Condition[]): readonly Group[] {
  const causeOf = findCauses(ordered);
  const members = new Map<Group, Condition[]>();
  const alone: Condition[] = [];
  for (const condition of ordered) {
    const cause = causeOf.get(condition.id);
    if (cause === undefined) alone.push(condition);
    else if (members.has(cause)) members.get(cause)?.push(condition);
    else members.set(cause, [condition]);
  }
  const groups = [...members].map(([group, conditions]) => ({ ...group, conditions }));
  return alone.length === 0 ? groups : [...groups, ungrouped(alone)];
}

/** All of them in one group without a cause. */
export const ungrouped = (conditions: readonly Condition[]): Group => ({
  key: 'alone',
  cause: null,
  conditions,
});
