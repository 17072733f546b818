import type { Database } from 'better-sqlite3';
import { readJson } from '#shared/domain/json.ts';

/** What the operator chose, by name. Whoever reads one parses it: it may be of an older Rollcall. */
export interface Settings {
  /** Undefined when it was never set; the bare text where that is no JSON, which fits nothing. */
  get(key: string): unknown;
  /** Any JSON; `undefined` goes back to the default. */
  set(key: string, value: unknown): void;
}

function parseValue(text: string): unknown {
  const value = readJson(text);
  // Somebody wrote it past us. Whoever reads it says that it cannot be used.
  return value === undefined ? text : value;
}

export function createSettings({ db }: { readonly db: Database }): Settings {
  const read = db.prepare<[string], string>('SELECT value FROM setting WHERE key = ?').pluck();
  const write = db.prepare<[string, string]>(
    'INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)',
  );
  const remove = db.prepare<[string]>('DELETE FROM setting WHERE key = ?');
  return {
    get: (key) => {
      const value = read.get(key);
      return value === undefined ? undefined : parseValue(value);
    },
    set: (key, value) =>
      void (value === undefined ? remove.run(key) : write.run(key, JSON.stringify(value))),
  };
}
