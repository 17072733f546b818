import type { Reason } from '#shared/domain/condition.ts';
import { nameHolder } from '#shared/domain/lease.ts';
import type { Instant } from '#shared/domain/run.ts';
import { formatMoment } from '#shared/domain/wall-clock.ts';
import { sayDrift } from './drift-message.ts';
import { sayWork, sentence } from './sentences.ts';
import type { EnvironmentCase } from './world.ts';

function sayLease(environment: EnvironmentCase): string {
  const { lease, recorded, reading } = environment;
  if (lease.kind === 'free') return `Nobody leases ${recorded.record.path}`;
  const { holder, acquiredAt, expiresAt } = lease.lease;
  // Not looked at: told with its day.
  const seenMs = Date.parse(reading?.observedAt ?? '');
  const say = (instant: Instant): string => formatMoment(instant, seenMs);
  const since = say(acquiredAt);
  const over = expiresAt === undefined ? 'an unknown time' : say(expiresAt);
  const by = nameHolder(holder);
  const what = `The lease on ${recorded.record.path}`;
  switch (lease.kind) {
    case 'abandoned':
      return `${what} is held since ${since} by ${by}, which is gone`;
    case 'expired':
      return `${what} ran out at ${over}, but ${by} is alive`;
    case 'unknown':
      return `${what}, held by ${by}, ran out at ${over}; ${lease.why}`;
    default:
      return `${what}, taken at ${since}, names ${by}, whom nothing identifies`;
  }
}

/** The fact behind a reason, in words. */
function sayReason(reason: Reason, environment: EnvironmentCase): string {
  const { path, runId, taskId, cleanupPolicy } = environment.recorded.record;
  switch (reason) {
    case 'environment_orphaned':
      return `No task works in ${path}`;
    case 'owner_unreadable':
      return `${runId === undefined ? `Task ${taskId}` : `Run ${runId}`}, which owns ${path}, could not be read`;
    case 'cleanup_due':
      return `The task of ${path} is finished, and its policy is ${cleanupPolicy.replaceAll('_', ' ')}`;
    default:
      return sayDrift(reason, environment) ?? sayLease(environment);
  }
}

/** Reasons that already say what became of the directory. */
const isPlain: ReadonlySet<Reason> = new Set([
  'directory_missing',
  'moved',
  'empty_directory',
  'locked_and_missing',
  'volume_unavailable',
  'status_unreadable',
]);

/** One sentence about an environment: the reason's fact, then the work in it. */
export const environmentMessage = (reason: Reason, environment: EnvironmentCase): string =>
  sentence(sayReason(reason, environment), isPlain.has(reason) ? undefined : sayWork(environment));
