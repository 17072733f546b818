import { addTo } from '#shared/domain/group-by.ts';
import type { EngineEntry, EngineReading } from '#shared/domain/observation.ts';
import type { RecordSet } from '#shared/domain/records.ts';
import { isActiveSession, type Session } from '#shared/domain/session.ts';

/** An end tells of this record only when it is the end of the process that is recorded. */
const tellsOf = ({ process, identity }: EngineEntry, { pid, startTime }: Session): boolean => {
  if (process.kind === 'alive') return true;
  if (process.kind === 'unknown') return false;
  return (
    identity?.startTime !== undefined && identity.pid === pid && identity.startTime === startTime
  );
};

/** Whether some session is recorded as active of which no engine has told what became of its process. */
export function hasUnseenSession(
  { sessions }: Pick<RecordSet, 'sessions'>,
  engines: readonly EngineReading[],
): boolean {
  const seen = new Map<string, EngineEntry[]>();
  for (const reading of engines)
    if (reading.kind === 'read')
      for (const entry of reading.entries) addTo(seen, entry.sessionId, entry);
  return sessions.some(
    ({ record }) =>
      isActiveSession(record) &&
      !(seen.get(record.id) ?? []).some((entry) => tellsOf(entry, record)),
  );
}
