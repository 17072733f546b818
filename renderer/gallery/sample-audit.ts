import type { AuditRow } from '#shared/domain/audit.ts';
import { later } from '#shared/testing/moments.ts';

const told = [
  ['operator', 'resume', 'task:login', 'applied', 'Resumed from “after tests” as process 7310.'],
  ['rollcall', 'task_interrupted', 'task:login', 'applied', 'Blocked: its session is gone.'],
  ['operator', 'clean_up', 'environment:env-spike', 'refused', 'A file changed since the plan.'],
  ['operator', 'acknowledge', 'task:mail', 'applied', 'Off the list until it changes.'],
] as const;

/** Made-up rows of the audit, newest first. */
export const sampleAudit = (now: string): readonly AuditRow[] =>
  told.map(([actor, verb, subject, result, message], index) => ({
    sequence: 412 - index,
    at: later(now, -index * 260_000),
    actor,
    verb,
    subject,
    result,
    message,
    before: { state: 'blocked', blockedReasons: ['Interrupted: can resume.'] },
    after: { state: 'queued' },
    hash: `${index}`.repeat(64),
    previousHash: `${index + 1}`.repeat(64),
  }));
