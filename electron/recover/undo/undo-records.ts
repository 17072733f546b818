import type { Recorded, RecordChange, UndoEntry } from '#shared/domain/records.ts';
import { canonicalJson } from '#electron/platform/canonical-json.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';

/** Fields that every look brings up to date by itself: they say nothing of what somebody wanted. */
const observed = new Set([
  'updatedAt',
  'lastVerifiedAt',
  'health',
  'recoveryStatus',
  'recoveryAction',
  'lastHeartbeatAt',
]);

/** Of a record that the verb made: what shows that somebody has gone on with it. */
const telling = new Set(['state', 'taskId', 'runId', 'path', 'environmentId', 'blockedReasons']);

export interface RecordsUndo {
  readonly changes: readonly RecordChange[];
  /** The first field that somebody else has changed since, in words. */
  readonly obstacle: string | undefined;
}

export interface UndoRules {
  /** A session that was started is recorded as ended; one that was adopted is forgotten. */
  readonly isStart: boolean;
  /** What was checked before is not checked again: the undo itself has changed it since. */
  readonly isChecked: boolean;
}

type Fields = Readonly<Record<string, unknown>>;
/** A record as its fields, without their types. */
const fieldsOf = (record: unknown): Fields => ({ ...(record as object) });

/**
 * Works out how records become what they were before: field by field, so that what has changed beside
 * stays. Runs are left out: their status follows from their tasks.
 */
export function undoRecords(
  { store, clock }: Pick<RecoverDeps, 'store' | 'clock'>,
  entries: readonly UndoEntry[],
  rules: UndoRules,
): RecordsUndo {
  const changes: RecordChange[] = [];
  for (const entry of entries) {
    if (entry.kind === 'run' && entry.before !== undefined) continue;
    const now = store.get(entry.kind, entry.id);
    const obstacle = rules.isChecked ? undefined : findObstacle(entry, now);
    if (obstacle !== undefined) return { changes: [], obstacle };
    const after = wanted(entry, now, rules, clock.now());
    if (after === 'as_it_is') continue;
    changes.push({
      kind: entry.kind,
      id: entry.id,
      expectedVersion: now?.version ?? 0,
      after,
      source: entry.source,
      workspace: entry.workspace,
      // The fields are those of a record of this kind: they were read as one.
    } as RecordChange);
  }
  return { changes, obstacle: undefined };
}

function findObstacle(entry: UndoEntry, now: Recorded<unknown> | undefined): string | undefined {
  const name = `${entry.kind} ${entry.id}`;
  if (entry.after === undefined)
    return now === undefined || entry.before === undefined
      ? undefined
      : `There is a record of ${name} again.`;
  if (now === undefined)
    return entry.before === undefined ? undefined : `${name} is not recorded any more.`;
  const [before, after, current] = [entry.before, entry.after, now.record].map(fieldsOf);
  const isMade = entry.before === undefined;
  for (const field of changedFields(entry)) {
    if (observed.has(field) || (isMade && !telling.has(field))) continue;
    const value = canonicalJson(current?.[field]);
    if (value === canonicalJson(after?.[field])) continue;
    if (!isMade && value === canonicalJson(before?.[field])) continue;
    return `${field} of ${name} was changed since: it is ${value ?? 'not set'} now.`;
  }
  return undefined;
}

function changedFields({ before, after }: UndoEntry): readonly string[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (field) => canonicalJson(was[field]) !== canonicalJson(is[field]),
  );
}

function wanted(
  entry: UndoEntry,
  now: Recorded<unknown> | undefined,
  { isStart }: UndoRules,
  at: string,
): unknown {
  if (entry.before === undefined) {
    if (now === undefined) return 'as_it_is';
    if (entry.kind !== 'session' || !isStart) return undefined;
    const ended = { status: 'exit', exitCode: -1, exitReason: 'undone', updatedAt: at };
    return { ...fieldsOf(now.record), ...ended };
  }
  if (now === undefined) return entry.after === undefined ? entry.before : 'as_it_is';
  const was = fieldsOf(entry.before);
  const next: Record<string, unknown> = { ...fieldsOf(now.record) };
  const fields = changedFields(entry).filter((field) => field !== 'updatedAt');
  for (const field of fields)
    if (was[field] === undefined) delete next[field];
    else next[field] = was[field];
  const isSame = canonicalJson(next) === canonicalJson(now.record);
  return isSame ? 'as_it_is' : { ...next, updatedAt: at };
}
