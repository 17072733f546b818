import { isRetiredEnvironment } from '#shared/domain/environment.ts';
import type { EngineEntry, Observed } from '#shared/domain/observation.ts';
import type { Operation } from '#shared/domain/plan.ts';
import type { Reconciliation } from '#shared/domain/reconciliation.ts';
import type { AuditDraft, RecordSet } from '#shared/domain/records.ts';
import { isActiveSession } from '#shared/domain/session.ts';

interface Seen {
  readonly recorded: RecordSet;
  readonly observed: Observed;
  readonly reconciliation: Reconciliation;
}

/** Ids of what operations under way are about: what happens to them is Rollcall's own doing. */
export const subjectsUnderWay = (operations: readonly Operation[]): ReadonlySet<string> =>
  new Set(operations.flatMap(({ items }) => items.map(({ subject }) => subject.id)));

/**
 * The audit rows for what was there at one look and is gone at the next, though Rollcall did nothing: an
 * environment's directory, a session's process that left no exit code. Only what was proven gone, and
 * only at the look that first sees it. `underWay`: ids whose operations are not finished.
 */
export function findRemovals(
  before: Seen,
  after: Seen,
  underWay: ReadonlySet<string>,
): readonly AuditDraft[] {
  return [...lostDirectories(before, after, underWay), ...lostProcesses(before, after, underWay)];
}

function lostDirectories(before: Seen, after: Seen, underWay: ReadonlySet<string>): AuditDraft[] {
  const earlier = new Map(before.observed.environments.map((one) => [one.environmentId, one]));
  const later = new Map(after.observed.environments.map((one) => [one.environmentId, one]));
  return after.recorded.environments.flatMap(({ record }) => {
    const was = earlier.get(record.id)?.path;
    const is = later.get(record.id)?.path;
    if (was?.kind !== 'present' || is?.kind !== 'absent' || is.parent !== 'present') return [];
    if (was.path !== is.path || isRetiredEnvironment(record)) return [];
    const concerned = [record.id, record.taskId, record.lease?.holder.sessionId];
    if (concerned.some((id) => id !== undefined && underWay.has(id))) return [];
    return [
      {
        actor: 'rollcall',
        verb: 'removed_outside',
        subject: `environment:${record.id}`,
        before: { path: was.path, observedAt: was.observedAt },
        after: { path: null, observedAt: is.observedAt },
        result: 'observed',
        message: `The directory ${was.path} of environment ${record.id} disappeared; Rollcall did not remove it.`,
      },
    ];
  });
}

const entriesOf = (observed: Observed): ReadonlyMap<string, EngineEntry> =>
  new Map(
    observed.engines.flatMap((reading) =>
      reading.kind === 'read' ? reading.entries.map((entry) => [entry.sessionId, entry]) : [],
    ),
  );

/** What the breaker holds back is proven by nobody: it has no condition of its own yet. */
function lostProcesses(before: Seen, after: Seen, underWay: ReadonlySet<string>): AuditDraft[] {
  const entries = entriesOf(after.observed);
  const gone = new Set(
    after.reconciliation.conditions
      .filter(({ lane, subject }) => lane === 'crashed' && subject.kind === 'session')
      .map(({ subject }) => subject.id),
  );
  return after.recorded.sessions.flatMap(({ record }) => {
    const { id } = record;
    const entry = entries.get(id);
    if (!before.reconciliation.alive.has(id) || after.reconciliation.alive.has(id)) return [];
    if (!isActiveSession(record) || !gone.has(id) || entry?.exitCode !== undefined) return [];
    if (underWay.has(id) || (record.taskId !== undefined && underWay.has(record.taskId))) return [];
    return [
      {
        actor: 'rollcall',
        verb: 'removed_outside',
        subject: `session:${id}`,
        before: { pid: record.pid ?? null, process: 'alive' },
        after: { process: entry?.process.kind ?? 'not listed' },
        result: 'observed',
        message: `The process of session ${id} disappeared without an exit code; Rollcall did not stop it.`,
      },
    ];
  });
}
