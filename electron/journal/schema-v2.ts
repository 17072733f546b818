/**
 * When each condition appeared and when it was gone again: what History draws. One row an episode; of
 * a condition that is there, one row is open. Written only when something appears or goes.
 */
export const schemaV2 = `
CREATE TABLE condition_history (
  episode INTEGER PRIMARY KEY,
  condition_id TEXT NOT NULL,
  lane TEXT NOT NULL,
  reason TEXT NOT NULL,
  workspace TEXT NOT NULL,
  files INTEGER,
  commits INTEGER,
  minutes INTEGER,
  usd REAL,
  appeared_ms INTEGER NOT NULL,
  cleared_ms INTEGER
) STRICT;
CREATE UNIQUE INDEX condition_history_open ON condition_history (condition_id)
  WHERE cleared_ms IS NULL;
CREATE INDEX condition_history_by_appeared ON condition_history (appeared_ms);
CREATE INDEX condition_history_by_cleared ON condition_history (cleared_ms);
`;
