/**
 * What became of an operation's items, one row each, so that an operation of thousands of items is not
 * written whole after each of them. `step` says how far the item in hand has come. The rows of an
 * operation that is over are folded into its body.
 */
export const schemaV3 = `
CREATE TABLE operation_item (
  operation_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  body TEXT CHECK (body IS NULL OR json_valid(body)),
  step TEXT,
  PRIMARY KEY (operation_id, position)
) STRICT, WITHOUT ROWID;
`;
