import type { AuditRow } from '#shared/domain/audit.ts';
import { later } from '#shared/testing/moments.ts';
import type { Sampling } from './tried-names.ts';

const told = [
  ['operator', 'resume', 'task:login', 'applied', 'Resumed from “after tests” as process 7310.'],
  ['rollcall', 'task_interrupted', 'task:login', 'applied', 'Blocked: its session is gone.'],
  ['operator', 'clean_up', 'environment:env-spike', 'refused', 'A file changed since the plan.'],
  ['operator', 'acknowledge', 'task:mail', 'applied', 'Off the list until it changes.'],
] as const;

/** So many made-up rows of the audit, newest first. */
export const sampleAudit = ({ items, now, names }: Sampling): readonly AuditRow[] =>
  Array.from({ length: items }, (_, index): AuditRow => {
    const [actor, verb, subject, result, message] = told[index % told.length] ?? told[0];
    return {
      sequence: items - index,
      at: later(now, -index * 260_000),
      actor,
      verb,
      subject: names === undefined ? subject : `environment:${names.directory}`,
      result,
      message:
        names === undefined
          ? message
          : `Resumed “${names.task}” from “${names.label}” on ${names.branch} as process 7310.`,
      before: { state: 'blocked', blockedReasons: ['Interrupted: can resume.'] },
      after: { state: 'queued' },
      hash: `${index % 10}`.repeat(64),
      previousHash: `${(index + 1) % 10}`.repeat(64),
    };
  });

/** What of these rows one page holds. */
export const auditPage = (
  rows: readonly AuditRow[],
  { before = Number.POSITIVE_INFINITY, limit }: { before?: number; limit: number },
): readonly AuditRow[] => rows.filter(({ sequence }) => sequence < before).slice(0, limit);
