/**
 * What an undo needs: each record as it was before and after an operation's write, noted with that
 * write. And until when the operator wants not to see something.
 */
export const schemaV4 = `
ALTER TABLE acknowledgement ADD COLUMN until TEXT;

CREATE TABLE undo_entry (
  entry INTEGER PRIMARY KEY,
  plan_id TEXT NOT NULL,
  condition_id TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  noted_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX undo_entry_by_item ON undo_entry (plan_id, condition_id);
CREATE INDEX undo_entry_by_noted ON undo_entry (noted_ms);
`;
