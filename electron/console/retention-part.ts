import type { Clock } from '#shared/domain/clock.ts';
import type { KeptBackup } from '#shared/domain/backup.ts';
import { pruneSessions } from '#electron/engines/prune-sessions.ts';
import type { Journal } from '#electron/journal/open-journal.ts';
import {
  backupsPastDate,
  describeFreed,
  retentionLimits,
  sessionsPastRetention,
} from '#electron/loop/retention.ts';
import { homePaths } from '#electron/platform/home.ts';
import { createLog, toFile } from '#electron/platform/log.ts';

export interface RetentionPartDeps {
  readonly home: string;
  readonly clock: Clock;
  readonly journal: Journal;
  /** Removes backups that were kept long enough; told in the audit. */
  readonly expire: () => Promise<void>;
  readonly backups: () => Promise<readonly KeptBackup[]>;
}

const hourMs = 3_600_000;

async function prune(deps: RetentionPartDeps): Promise<void> {
  const { home, clock, journal } = deps;
  await deps.expire();
  const nowMs = clock.nowMs();
  const limits = { ...retentionLimits, nowMs };
  const ids = sessionsPastRetention(journal.records.load(), limits);
  const { logs, bytes } = await pruneSessions(homePaths(home), ids);
  const { plans } = journal.retention.prune(limits);
  const past = backupsPastDate(await deps.backups(), nowMs);
  const told = describeFreed({ plans, logs, bytes, backupsPastDate: past });
  if (told !== undefined) journal.audit.append(told);
}

/** Removes what is left of long finished work, now and every day; each time it is told what. */
export function startRetentionPart(deps: RetentionPartDeps): { stop(): Promise<void> } {
  const log = createLog({ clock: deps.clock, write: toFile(homePaths(deps.home).logFile) });
  let running = Promise.resolve();
  let prunedMs = -Infinity;
  const pruneIfDue = (): void => {
    if (deps.clock.nowMs() - prunedMs < 24 * hourMs) return;
    prunedMs = deps.clock.nowMs();
    running = prune(deps).catch((error: unknown) =>
      log.error('What is past its time could not be removed.', { why: String(error) }),
    );
  };
  pruneIfDue();
  // A machine that slept through the day is not a day late.
  const timer = setInterval(pruneIfDue, hourMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
