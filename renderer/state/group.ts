import type { Condition, Reason } from '#shared/domain/condition.ts';

/** Conditions that share a cause, or (`cause: null`) the ones on their own. */
export interface Group {
  readonly key: string;
  readonly cause: {
    readonly reason: Reason;
    readonly workspace: string;
    /** Milliseconds since the epoch: the first of them. */
    readonly sinceMs: number;
    /** What they have in common, where the rules named it. */
    readonly title?: string;
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

/** The shared causes among conditions, by condition; what stands alone is not in it. */
export type Causes = ReadonlyMap<Condition, Group>;

/** The groups of those whose cause the rules have named: whatever their reasons and times. */
function findNamed(conditions: readonly Condition[]): Map<Condition, Group> {
  const sharing = new Map<string, Condition[]>();
  for (const condition of conditions) {
    const { cause } = condition;
    if (cause === undefined) continue;
    const known = sharing.get(cause.id);
    if (known === undefined) sharing.set(cause.id, [condition]);
    else known.push(condition);
  }
  const causes = new Map<Condition, Group>();
  for (const [key, members] of sharing) {
    const [first] = members;
    // The others may be acknowledged or filtered away.
    if (first?.cause === undefined || members.length < 2) continue;
    const { reason, subject, cause } = first;
    const sinceMs = Math.min(...members.map(({ since }) => Date.parse(since)));
    const named = { reason, workspace: subject.workspace, sinceMs, title: cause.title };
    const group: Group = { key, cause: named, conditions: [] };
    for (const condition of members) causes.set(condition, group);
  }
  return causes;
}

/**
 * Finds what happened together: what the rules give one cause, and else the same workspace and reason
 * within a minute of one another. The groups given are named and empty; `groupConditions` fills them.
 */
export function findCauses(conditions: readonly Condition[]): Causes {
  const alike = new Map<string, Dated[]>();
  const causes = findNamed(conditions);
  for (const condition of conditions) {
    if (causes.has(condition)) continue;
    const key = `${condition.reason}|${condition.subject.workspace}`;
    const dated = { condition, sinceMs: Date.parse(condition.since) };
    const known = alike.get(key);
    if (known === undefined) alike.set(key, [dated]);
    else known.push(dated);
  }
  for (const [key, dated] of alike) {
    for (const cluster of splitByMinute(dated)) {
      const first = cluster[0];
      if (first === undefined || cluster.length < 2) continue;
      const { reason, subject } = first.condition;
      const cause = { reason, workspace: subject.workspace, sinceMs: first.sinceMs };
      const group: Group = { key: `${key}|${first.sinceMs}`, cause, conditions: [] };
      for (const { condition } of cluster) causes.set(condition, group);
    }
  }
  return causes;
}

/**
 * Puts together what has one cause. The given order is kept, between the groups (by their first) and
 * within them; what stands alone comes last.
 */
export function groupConditions(ordered: readonly Condition[], causes: Causes): readonly Group[] {
  const members = new Map<Group, Condition[]>();
  const alone: Condition[] = [];
  for (const condition of ordered) {
    const group = causes.get(condition);
    if (group === undefined) {
      alone.push(condition);
      continue;
    }
    const known = members.get(group);
    if (known === undefined) members.set(group, [condition]);
    else known.push(condition);
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
