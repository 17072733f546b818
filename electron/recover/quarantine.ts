import type { AuditRow } from '#shared/domain/audit.ts';
import type { Recorded, RecordSet } from '#shared/domain/records.ts';
import type { Task } from '#shared/domain/task.ts';
import { keepsCrashing } from './decide-auto-resume.ts';

/** Three recoveries write a task at least twice each, and it was written once to begin with. */
const leastVersion = 7;

/**
 * Tasks that crashed soon after each of their last three recoveries and have not gone on since: they do
 * not start by themselves. What follows from a task's audit changes only together with its record, so
 * each version is asked about once.
 */
export function createQuarantine(
  /** The task's audit, newest first. */
  auditOf: (taskId: string) => readonly Pick<AuditRow, 'verb' | 'result' | 'at'>[],
): (recorded: Pick<RecordSet, 'tasks'>) => ReadonlySet<string> {
  let known = new Map<string, { readonly version: number; readonly isHeld: boolean }>();

  const isWaiting = ({ record, version }: Recorded<Task>): boolean =>
    version >= leastVersion && (record.state === 'blocked' || record.state === 'queued');

  return ({ tasks }) => {
    const next: typeof known = new Map();
    const held = new Set<string>();
    for (const one of tasks) {
      if (!isWaiting(one)) continue;
      const { id } = one.record;
      const before = known.get(id);
      const isHeld = before?.version === one.version ? before.isHeld : keepsCrashing(auditOf(id));
      next.set(id, { version: one.version, isHeld });
      if (isHeld) held.add(id);
    }
    known = next;
    return held;
  };
}
