/**
 * What is still to be told to a gateway, oldest first; ids are never used twice, so that a receiver can
 * tell a message it has seen. Beside it, what it was told last: which conditions stand, and how far
 * into the audit.
 */
export const schemaV5 = `
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

CREATE TABLE relayed_condition (
  condition_id TEXT PRIMARY KEY,
  signature TEXT NOT NULL,
  subject TEXT NOT NULL
) STRICT;

CREATE TABLE relayed_audit (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  sequence INTEGER NOT NULL
) STRICT;
`;
