import { formatMinutes } from '#renderer/ui/time.ts';
import type { TaskRow } from '#shared/contract/sweep.ts';
import { sayTokens, sayUsd } from '#shared/domain/cost.ts';
import { readable } from '#shared/domain/readable.ts';
import { allTasks } from './run-lines.ts';
import type { Dependency, RunNode } from './run-tree.ts';

/** Milliseconds that its sessions worked, the present one until `nowMs`. */
export const workedMs = (task: TaskRow, nowMs: number): number =>
  task.workedMs +
  (task.runningSince === null ? 0 : Math.max(0, nowMs - Date.parse(task.runningSince)));

/** `40 s`, `37 min`, `2 h 05`; a dash for nothing. */
export function describeWorked(ms: number): string {
  if (ms < 1000) return '–';
  return ms < 60_000 ? `${Math.floor(ms / 1000)} s` : formatMinutes(Math.floor(ms / 60_000));
}

/** `$2.10`; a dash when no cost was recorded. */
export const describeCost = (usd: number | null): string => (usd === null ? '–' : sayUsd(usd));

/** `184,200 tokens`; undefined when none were recorded. */
export const describeTokens = (tokens: number | null): string | undefined =>
  tokens === null ? undefined : sayTokens(tokens);

/** Adds what is known; null when nothing is. */
export function sumCost(tasks: readonly TaskRow[]): number | null {
  const known = tasks.flatMap(({ costUsd }) => (costUsd === null ? [] : [costUsd]));
  return known.length === 0 ? null : known.reduce((sum, usd) => sum + usd, 0);
}

export const nameTask = ({ id, name }: Pick<TaskRow, 'id' | 'name'>): string => name ?? id;
export const nameRun = ({ id, run }: RunNode): string => run?.name ?? id;

/** `Schema, running`; one that is not recorded is named by its id. */
export const describeDependency = ({ id, task }: Dependency): string =>
  task === undefined ? `${id}, not recorded` : `${nameTask(task)}, ${readable(task.state)}`;

/** `2 blocked · 1 running · 4 completed`: what its tasks are at, most pressing first. */
export function countStates(run: RunNode): string {
  const order: readonly TaskRow['state'][] = [
    'blocked',
    'failed',
    'pending_approval',
    'review_pending',
    'test_pending',
    'running',
    'queued',
    'completed',
    'cancelled',
  ];
  const counts = new Map<string, number>();
  for (const { task } of allTasks(run)) counts.set(task.state, (counts.get(task.state) ?? 0) + 1);
  const parts = order
    .filter((state) => counts.has(state))
    .map((state) => `${counts.get(state)} ${readable(state)}`);
  return parts.join(' · ') || 'no tasks';
}
