import type { Database } from 'better-sqlite3';
import { recordId } from '#shared/domain/records-document.ts';
import type { RecordKind, RecordKinds } from '#shared/domain/records.ts';
import { canonicalJson, sha256 } from '#electron/platform/canonical-json.ts';
import { compareInstants } from './compare-instants.ts';

/** Where a document comes from. */
export interface ImportOrigin {
  /** The system: `rollcall` for our own format, else the source's kind. */
  readonly source: string;
  /** Absolute; the watched folder that the records belong to. */
  readonly workspace: string;
}

export type ImportVerdict = 'imported' | 'unchanged' | { readonly refused: string };

/** Takes over one record, inside the caller's transaction. */
export type ImportRecord = (
  kind: RecordKind,
  record: RecordKinds[RecordKind],
  origin: ImportOrigin,
) => ImportVerdict;

interface Known {
  readonly workspace: string;
  readonly body: string | null;
  readonly updated_at: string | null;
  readonly imported_digest: string | null;
}

/**
 * A record counts as unchanged when the journal holds it as it is, and also when it is exactly what was
 * imported last: what Rollcall changed since then is not turned back by reading the same file again.
 */
export function createRecordImporter(db: Database): ImportRecord {
  const read = db.prepare<[string, string], Known>(
    'SELECT workspace, body, updated_at, imported_digest FROM record WHERE kind = ? AND id = ?',
  );
  const upsert = db.prepare<[string, string, string, string, string, string]>(
    `INSERT INTO record (kind, id, version, source, workspace, body, imported_digest)
     VALUES (?, ?, 1, ?, ?, ?, ?)
     ON CONFLICT (kind, id) DO UPDATE SET version = version + 1, source = excluded.source,
       workspace = excluded.workspace, body = excluded.body,
       imported_digest = excluded.imported_digest`,
  );
  const remember = db.prepare<[string, string, string]>(
    'UPDATE record SET imported_digest = ? WHERE kind = ? AND id = ?',
  );
  return (kind, record, origin) => {
    const id = recordId(record);
    const incoming = canonicalJson(record);
    const digest = sha256(incoming);
    const known = read.get(kind, id);
    if (known !== undefined && known.body !== null) {
      const refused = refusalOf(kind, record, known, origin);
      if (refused === null && known.imported_digest === digest) return 'unchanged';
      if (canonicalJson(JSON.parse(known.body)) === incoming) {
        remember.run(digest, kind, id);
        return 'unchanged';
      }
      if (refused !== null) return { refused };
    }
    upsert.run(kind, id, origin.source, origin.workspace, JSON.stringify(record), digest);
    return 'imported';
  };
}

function refusalOf(
  kind: RecordKind,
  record: RecordKinds[RecordKind],
  known: Known,
  origin: ImportOrigin,
): string | null {
  const id = recordId(record);
  if (known.workspace !== origin.workspace)
    return `The ${kind} ${id} belongs to the workspace ${known.workspace}; two workspaces cannot share an id.`;
  if (
    'updatedAt' in record &&
    known.updated_at !== null &&
    compareInstants(record.updatedAt, known.updated_at) < 0
  )
    return `The ${kind} ${id} of ${record.updatedAt} is older than the journal's of ${known.updated_at}.`;
  return null;
}
