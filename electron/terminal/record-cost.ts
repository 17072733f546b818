import { InvalidArgumentError } from 'commander';
import { meter } from '#shared/domain/cost.ts';
import type { Cost } from '#shared/domain/task.ts';
import type { Journal } from '#electron/journal/open-journal.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { liveSession } from './live-session.ts';
import { untilWritten } from './until-written.ts';

function parseUsd(text: string): number {
  if (/^\d{1,9}(\.\d{1,9})?$/u.test(text)) return Number(text);
  throw new InvalidArgumentError('Write dollars as a number, such as 2.10.');
}

function parseTokens(text: string): number {
  if (/^\d{1,15}$/u.test(text)) return Number(text);
  throw new InvalidArgumentError('Write tokens as a whole number.');
}

export const usdOption = [
  '--usd <usd>',
  'what the session has cost so far, in US dollars',
  parseUsd,
] as const;
export const tokensOption = [
  '--tokens <tokens>',
  'how many tokens the session has used so far',
  parseTokens,
] as const;

/**
 * Records what the task's session has consumed so far, in its record and its task's; nothing when
 * neither was given. Fails when the task has no active session.
 */
export function recordCost(journal: Journal, taskId: string, { usd, tokens }: Cost): void {
  if (usd === undefined && tokens === undefined) return;
  untilWritten(() => {
    const session = liveSession(journal, taskId);
    const task = journal.records.get('task', taskId);
    if (task === undefined) throw new Error(`Task ${taskId} vanished while its cost was recorded`);
    const after = meter(task.record, session.record, { usd, tokens });
    const updatedAt = systemClock.now();
    return journal.records.writeQuietly([
      {
        kind: 'session',
        id: after.session.id,
        expectedVersion: session.version,
        after: { ...after.session, updatedAt },
      },
      {
        kind: 'task',
        id: taskId,
        expectedVersion: task.version,
        after: { ...after.task, updatedAt },
      },
    ]);
  });
}
