import type { Condition, Severity, WorkAtRisk } from './condition.ts';

export const orderings = ['risk', 'newest', 'oldest'] as const;
export type Ordering = (typeof orderings)[number];

const severityRank: Readonly<Record<Severity, number>> = {
  critical: 0,
  high: 1,
  medium: 2,
  low: 3,
};

/** Files and commits that would be lost; null when neither could be looked at. */
export function countRisk({ uncommittedFiles, unpushedCommits }: WorkAtRisk): number | null {
  if (uncommittedFiles === undefined && unpushedCommits === undefined) return null;
  return (uncommittedFiles ?? 0) + (unpushedCommits ?? 0);
}

/** Something known to be lost, then what could not be looked at, then nothing to lose. */
function riskRank(risk: WorkAtRisk): number {
  const count = countRisk(risk);
  if (count === null) return 1;
  return count > 0 ? 2 + count : 0;
}

/** A condition with what it is ordered by, computed once. */
export interface Ranked {
  readonly condition: Condition;
  readonly risk: number;
  readonly minutes: number;
  readonly sinceMs: number;
}

export const rank = (condition: Condition): Ranked => ({
  condition,
  risk: riskRank(condition.workAtRisk),
  minutes: condition.workAtRisk.minutes ?? 0,
  sinceMs: Date.parse(condition.since),
});

const byId = (a: Ranked, b: Ranked) => (a.condition.id < b.condition.id ? -1 : 1);

/** How two of them compare in each ordering; never equal for two ids. */
export const comparisons: Readonly<Record<Ordering, (a: Ranked, b: Ranked) => number>> = {
  risk: (a, b) =>
    b.risk - a.risk ||
    b.condition.blastRadius - a.condition.blastRadius ||
    severityRank[a.condition.severity] - severityRank[b.condition.severity] ||
    b.minutes - a.minutes ||
    a.sinceMs - b.sinceMs ||
    byId(a, b),
  newest: (a, b) => b.sinceMs - a.sinceMs || byId(a, b),
  oldest: (a, b) => a.sinceMs - b.sinceMs || byId(a, b),
};

/**
 * The order of the list. `risk`: work at risk, then how many tasks wait on it, severity, minutes
 * spent, and what has waited longest. Same conditions, same order, however they came in.
 */
export function orderConditions(
  conditions: readonly Condition[],
  ordering: Ordering,
): readonly Condition[] {
  return conditions
    .map(rank)
    .sort(comparisons[ordering])
    .map((ranked) => ranked.condition);
}
