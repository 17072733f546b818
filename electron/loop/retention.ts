import type { KeptBackup } from '#shared/domain/backup.ts';
import { counted } from '#shared/domain/counted.ts';
import type { AuditDraft, RecordSet } from '#shared/domain/records.ts';
import { isFinishedTask } from '#shared/domain/task.ts';

const dayMs = 24 * 3_600_000;

/** How long what is left of finished work is kept, in milliseconds. */
export const retentionLimits = { plansMs: 30 * dayMs, logsMs: 30 * dayMs };

/** Sessions that ended so long ago, of a finished task or of none, that nobody asks for their log. */
export function sessionsPastRetention(
  { sessions, tasks }: RecordSet,
  limits: { readonly nowMs: number; readonly logsMs: number },
): readonly string[] {
  const open = new Set(tasks.flatMap(({ record }) => (isFinishedTask(record) ? [] : [record.id])));
  return sessions
    .map(({ record }) => record)
    .filter(
      ({ status, taskId, updatedAt }) =>
        status === 'exit' &&
        (taskId === undefined || !open.has(taskId)) &&
        Date.parse(updatedAt) < limits.nowMs - limits.logsMs,
    )
    .map(({ id }) => id);
}

/** Of what is still kept: how many were to be gone by now. What could not be removed is tried again. */
export const backupsPastDate = (
  backups: readonly Pick<KeptBackup, 'expiresAt'>[],
  nowMs: number,
): number =>
  backups.filter(({ expiresAt }) => expiresAt !== null && Date.parse(expiresAt) <= nowMs).length;

export interface Freed {
  readonly plans: number;
  readonly logs: number;
  readonly bytes: number;
  readonly backupsPastDate: number;
}

/** One line about what retention freed; undefined when there was nothing to free or to tell. */
export function describeFreed(freed: Freed): AuditDraft | undefined {
  const { plans, logs, bytes, backupsPastDate: past } = freed;
  if (plans + logs + past === 0) return undefined;
  const late =
    past === 0
      ? ''
      : ` ${counted(past, 'backup is', 'backups are')} past the promised date and still kept.`;
  return {
    actor: 'rollcall',
    verb: 'retention_pruned',
    subject: 'machine:journal',
    after: freed,
    result: 'applied',
    message: `Retention removed ${counted(logs, 'log')} and ${counted(plans, 'plan')} of finished work; ${bytes} bytes were freed.${late}`,
  };
}
