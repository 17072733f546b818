import { dirname } from 'node:path';
import type { Database } from 'better-sqlite3';
import {
  collectionOf,
  recordKinds,
  type RecordsDocument,
} from '#shared/domain/records-document.ts';
import { readRecord, type RecordRow } from './record-rows.ts';

/** The records as a document: of one workspace, or of all. Kinds without records have no array. */
export function exportRecords(db: Database, workspace: string | undefined): RecordsDocument {
  const rows = db
    .prepare<[string | null], RecordRow>(
      `SELECT kind, id, version, source, workspace, body FROM record
       WHERE body IS NOT NULL AND workspace = coalesce(?, workspace) ORDER BY id`,
    )
    .all(workspace ?? null);
  const collections = recordKinds.flatMap((kind) => {
    const records = rows.filter((row) => row.kind === kind).map((row) => readRecord(row)?.record);
    return records.length === 0 ? [] : [[collectionOf[kind], records] as const];
  });
  const roots = [...new Set(rows.map((row) => row.workspace))];
  const workspaceRoot = workspace ?? commonDirectory(roots);
  // Each array holds the records of its own kind.
  return { schemaVersion: 1, workspaceRoot, ...Object.fromEntries(collections) } as RecordsDocument;
}

/** The deepest directory that holds all of the paths, itself one of them if it holds the others. */
function commonDirectory(paths: readonly string[]): string {
  const [first = '/', ...rest] = paths;
  let common = first;
  const holds = (path: string): boolean =>
    path === common || path.startsWith(common.endsWith('/') ? common : `${common}/`);
  while (!rest.every(holds) && dirname(common) !== common) common = dirname(common);
  return common;
}
