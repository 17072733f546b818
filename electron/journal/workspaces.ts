import type { Database } from 'better-sqlite3';
import type { Clock } from '#shared/domain/clock.ts';

/** A folder that the operator watches. */
export interface WatchedWorkspace {
  /** Absolute. */
  readonly path: string;
  readonly name: string;
  /** Made by Rollcall to show itself; may be removed whole. */
  readonly isSample: boolean;
}

export interface Workspaces {
  /** Adding a watched one again changes its name only. */
  add(workspace: WatchedWorkspace): void;
  /** Whether it was watched. Its records stay. */
  remove(path: string): boolean;
  /** In the order they were added. */
  list(): readonly WatchedWorkspace[];
}

interface Row {
  readonly path: string;
  readonly name: string;
  readonly is_sample: number;
}

export function createWorkspaces(journal: {
  readonly db: Database;
  readonly clock: Clock;
}): Workspaces {
  const { db, clock } = journal;
  const upsert = db.prepare<[string, string, number, string]>(
    `INSERT INTO workspace (path, name, is_sample, added_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (path) DO UPDATE SET name = excluded.name`,
  );
  const remove = db.prepare<[string]>('DELETE FROM workspace WHERE path = ?');
  const all = db.prepare<[], Row>('SELECT path, name, is_sample FROM workspace ORDER BY rowid');
  return {
    add: ({ path, name, isSample }) => void upsert.run(path, name, Number(isSample), clock.now()),
    remove: (path) => remove.run(path).changes === 1,
    list: () =>
      all.all().map(({ path, name, is_sample }) => ({ path, name, isSample: is_sample === 1 })),
  };
}
