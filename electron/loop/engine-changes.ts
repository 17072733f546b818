import type { EngineEntry, EngineReading } from '#shared/domain/observation.ts';
import type { MachineReading } from './sight.ts';

/** What a rule could care about in one entry; when it was looked at is left out. */
const signature = (entry: EngineEntry): string =>
  [
    entry.process.kind,
    entry.identity?.pid,
    entry.identity?.startTime,
    entry.exitCode,
    entry.status,
  ].join(' ');

/** Session id → signature, and one entry per engine that could not be read. */
export function engineSignatures(readings: readonly EngineReading[]): ReadonlyMap<string, string> {
  const signatures = new Map<string, string>();
  for (const reading of readings) {
    if (reading.kind === 'unreadable') signatures.set(`engine ${reading.engine}`, reading.why);
    else
      for (const entry of reading.entries)
        if (!signatures.has(entry.sessionId)) signatures.set(entry.sessionId, signature(entry));
  }
  return signatures;
}

/** Keys that are new, gone or different. */
export function changedKeys(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const changed = new Set<string>();
  for (const [key, value] of after) if (before.get(key) !== value) changed.add(key);
  for (const key of before.keys()) if (!after.has(key)) changed.add(key);
  return changed;
}

/**
 * What a rule could care about in the coordinators and their workers' places. The boot's beginning is left out: the system
 * computes it from its clock, so that it wanders by a second now and then.
 */
export const machineSignature = ({
  coordinators = [],
  workerOperations = [],
  workerPlaces = [],
}: MachineReading): string =>
  [
    ...coordinators.map(({ pid, startedAt, process }) => `${pid} ${startedAt} ${process.kind}`),
    ...workerOperations.map(({ path, operation }) => `${operation} ${path}`),
    ...workerPlaces.map(({ path, realPath }) => `${path} ${realPath}`),
  ]
    .toSorted()
    .join('\n');
