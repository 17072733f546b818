import type { Condition } from '#shared/domain/condition.ts';
import { groupBy } from '#shared/domain/group-by.ts';
import type { Explain } from './explain.ts';
import { lifeOf } from './session-outcome.ts';
import type { World } from './world.ts';

/** By run: the condition of its dead session, where it has only one; of several none led the others. */
function deadHeads(world: World, conditions: readonly Condition[]): Map<string, Condition> {
  const isDead = ({ subject }: Condition): boolean => {
    const judged = subject.kind === 'session' ? world.sessions.judged.get(subject.id) : undefined;
    return judged !== undefined && lifeOf(judged.outcome) === 'dead';
  };
  const heads = new Map<string, Condition>();
  for (const [runId, dead] of groupBy(conditions.filter(isDead), ({ runId }) => runId)) {
    const [head, second] = dead;
    if (head !== undefined && second === undefined) heads.set(runId, head);
  }
  return heads;
}

/** The runs above a run, nearest first; records may name each other in a circle. */
function ancestors({ roster }: World, runId: string): string[] {
  const above = new Set<string>();
  let next = roster.runs.get(runId)?.record.parentRunId;
  while (next !== undefined && next !== runId && !above.has(next)) {
    above.add(next);
    next = roster.runs.get(next)?.record.parentRunId;
  }
  return [...above];
}

/**
 * The session that started others has died, and theirs with it: what ended in the runs below a run
 * whose own one session is dead goes back to that one, and so does its own condition.
 */
export function createCauseOfRun(world: World, conditions: readonly Condition[]): Explain {
  const heads = deadHeads(world, conditions);
  return ({ id, lane, reason, runId }) => {
    if (runId === undefined || (lane !== 'crashed' && reason !== 'interrupted')) return undefined;
    const highest = [runId, ...ancestors(world, runId)].findLast((run) => heads.has(run));
    const head = highest === undefined ? undefined : heads.get(highest);
    // What else is in the same run is beside it: it did not hang on it.
    if (head === undefined || (highest === runId && head.id !== id)) return undefined;
    return {
      id: `coordinator:session:${head.subject.id}`,
      kind: 'coordinator',
      title: `The session of “${head.title}” ended, and others hung on it`,
    };
  };
}
