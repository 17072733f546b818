/**
 * The first schema.
 *
 * Records of every kind share one table: they are all loaded at once (one scan), all written by the
 * same compare-and-set, and their bodies keep fields that Rollcall does not know, so columns per kind
 * would say twice what the body says. A NULL body is a forgotten record: its version goes on counting,
 * so that a writer who saw the old record can never overwrite a new one of the same id.
 *
 * An audit row is its canonical JSON; what is searched by is generated from it and cannot disagree.
 * The triggers stop mistakes; the hashes and `audit_head` tell of anyone who got around them.
 */
export const schemaV1 = `
CREATE TABLE record (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  source TEXT NOT NULL,
  workspace TEXT NOT NULL,
  body TEXT CHECK (body IS NULL OR json_valid(body)),
  updated_at TEXT GENERATED ALWAYS AS (body ->> '$.updatedAt') VIRTUAL,
  imported_digest TEXT,
  UNIQUE (kind, id)
) STRICT;

CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY,
  body TEXT NOT NULL CHECK (json_valid(body)),
  hash TEXT NOT NULL,
  subject TEXT GENERATED ALWAYS AS (body ->> '$.subject') VIRTUAL
) STRICT;
CREATE INDEX audit_by_subject ON audit (subject, sequence);

CREATE TABLE audit_head (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  rows INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;
INSERT INTO audit_head (only, rows, hash) VALUES (1, 0, '');

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'Audit rows are never changed'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'Audit rows are never removed'); END;
CREATE TRIGGER audit_next_only BEFORE INSERT ON audit
WHEN NEW.sequence IS NOT (SELECT rows + 1 FROM audit_head)
BEGIN SELECT RAISE(ABORT, 'Audit rows are only added at the end'); END;
CREATE TRIGGER audit_head_follows AFTER INSERT ON audit
BEGIN UPDATE audit_head SET rows = NEW.sequence, hash = NEW.hash; END;
CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head
BEGIN SELECT RAISE(ABORT, 'The head of the audit is never removed'); END;
CREATE TRIGGER audit_head_matches BEFORE UPDATE ON audit_head
WHEN NEW.rows IS NOT OLD.rows + 1
  OR NEW.hash IS NOT (SELECT hash FROM audit WHERE sequence = NEW.rows)
BEGIN SELECT RAISE(ABORT, 'The head of the audit only follows its rows'); END;

CREATE TABLE plan (
  plan_id TEXT PRIMARY KEY,
  body TEXT NOT NULL CHECK (json_valid(body)),
  used_at TEXT
) STRICT;

CREATE TABLE operation (
  operation_id TEXT PRIMARY KEY,
  body TEXT NOT NULL CHECK (json_valid(body)),
  state TEXT GENERATED ALWAYS AS (body ->> '$.state') VIRTUAL,
  begun INTEGER NOT NULL
) STRICT;
CREATE INDEX operation_by_begun ON operation (begun);
CREATE INDEX operation_by_state ON operation (state);

CREATE TABLE acknowledgement (
  condition_id TEXT PRIMARY KEY,
  signature TEXT NOT NULL,
  note TEXT,
  at TEXT NOT NULL
) STRICT;

CREATE TABLE first_seen (
  condition_id TEXT PRIMARY KEY,
  first_at TEXT NOT NULL,
  last_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE workspace (
  path TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  is_sample INTEGER NOT NULL,
  added_at TEXT NOT NULL
) STRICT;

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT;
`;
