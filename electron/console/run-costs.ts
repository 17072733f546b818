import type { RunRow, TaskRow } from '#shared/contract/sweep.ts';
import type { Run } from '#shared/domain/run.ts';

type RunCost = RunRow['cost'];

export const noCost: RunCost = { usd: null, tokens: null, workedMs: 0 };

const plus = (a: number | null, b: number | null): number | null => (a === null ? b : a + (b ?? 0));

/**
 * What each run cost, by its id: its own tasks and those of the runs below it. Worked out from the
 * records at every look, so a console that was started anew knows as much as the one before.
 */
export function runCosts(
  runs: readonly Pick<Run, 'id' | 'parentRunId'>[],
  tasks: readonly Pick<TaskRow, 'runId' | 'costUsd' | 'tokens' | 'workedMs'>[],
): ReadonlyMap<string, RunCost> {
  const parents = new Map(runs.map(({ id, parentRunId }) => [id, parentRunId]));
  const costs = new Map<string, RunCost>();
  for (const { runId, costUsd, tokens, workedMs } of tasks) {
    const seen = new Set<string>();
    let at: string | undefined = runId;
    // Records of others may name each other as parents.
    while (at !== undefined && !seen.has(at)) {
      seen.add(at);
      const sum = costs.get(at) ?? noCost;
      costs.set(at, {
        usd: plus(sum.usd, costUsd),
        tokens: plus(sum.tokens, tokens),
        workedMs: sum.workedMs + workedMs,
      });
      at = parents.get(at);
    }
  }
  return costs;
}
