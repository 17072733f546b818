import type { Database } from 'better-sqlite3';
import type { RecordChange, StaleRecord } from '#shared/domain/records.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** Writes changes one after the other, inside the caller's transaction; stops at the first stale one. */
export type WriteRecords = (changes: readonly RecordChange[]) => Result<void, StaleRecord>;

/** Every statement names the version it expects; no row changed means that it is no longer so. */
export function createRecordWriter(db: Database): WriteRecords {
  const create = db.prepare<[string, string, string, string, string]>(
    `INSERT INTO record (kind, id, version, source, workspace, body) VALUES (?, ?, 1, ?, ?, ?)
     ON CONFLICT (kind, id) DO UPDATE SET version = version + 1, source = excluded.source,
       workspace = excluded.workspace, body = excluded.body
     WHERE body IS NULL`,
  );
  const update = db.prepare<[string | null, string | null, string | null, string, string, number]>(
    `UPDATE record SET version = version + 1, body = ?, source = coalesce(?, source),
       workspace = coalesce(?, workspace)
     WHERE kind = ? AND id = ? AND version = ? AND body IS NOT NULL`,
  );
  const readVersion = db
    .prepare<[string, string], number>(
      'SELECT version FROM record WHERE kind = ? AND id = ? AND body IS NOT NULL',
    )
    .pluck();

  const writeOne = (change: RecordChange): boolean => {
    const { kind, id, expectedVersion, after, source, workspace } = change;
    const body = after === undefined ? null : JSON.stringify(after);
    if (expectedVersion > 0)
      return (
        update.run(body, source ?? null, workspace ?? null, kind, id, expectedVersion).changes === 1
      );
    if (body === null) return readVersion.get(kind, id) === undefined;
    const home = workspace ?? workspaceOf(change);
    return create.run(kind, id, source ?? 'rollcall', home, body).changes === 1;
  };

  return (changes) => {
    for (const change of changes)
      if (!writeOne(change))
        return err(stale(change, readVersion.get(change.kind, change.id) ?? 0));
    return ok(undefined);
  };
}

/** Where a new record belongs when the writer did not say: environments and runs know it themselves. */
function workspaceOf(change: RecordChange): string {
  if (change.kind === 'environment' && change.after !== undefined)
    return change.after.workspaceRoot;
  if (change.kind === 'run' && change.after?.workspaceDir !== undefined)
    return change.after.workspaceDir;
  throw new Error(`A new ${change.kind} (${change.id}) must be written with its workspace.`);
}

function stale(change: RecordChange, actualVersion: number): StaleRecord {
  const { kind, id, expectedVersion } = change;
  const found = actualVersion === 0 ? 'not there' : `at version ${actualVersion}`;
  const expected = expectedVersion === 0 ? 'not to be there' : `at version ${expectedVersion}`;
  return {
    kind: 'stale_record',
    recordKind: kind,
    id,
    expectedVersion,
    actualVersion,
    message: `The ${kind} ${id} was expected ${expected} and is ${found}: someone else has changed it. Nothing was written; look again.`,
  };
}
