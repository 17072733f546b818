import type { RecordSet } from '#shared/domain/records.ts';

/** Runs that cannot be told whole: their own record, or that of a task of theirs, could not be read. */
export function unreadableRuns({ unreadable, environments }: RecordSet): ReadonlySet<string> {
  const runIds = new Set<string>();
  if (unreadable === undefined) return runIds;
  const taskIds = new Set<string>();
  for (const { kind, id } of unreadable)
    if (kind === 'run') runIds.add(id);
    else if (kind === 'task') taskIds.add(id);
  for (const { record } of environments)
    if (record.runId !== undefined && record.taskId !== undefined && taskIds.has(record.taskId))
      runIds.add(record.runId);
  return runIds;
}
