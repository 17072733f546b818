import type { Database } from 'better-sqlite3';

/** Lengths in milliseconds. */
export interface JournalLimits {
  readonly nowMs: number;
  /** A plan that nothing came of, and one whose operation is done, stays readable for so long. */
  readonly plansMs: number;
}

export interface JournalPruned {
  readonly plans: number;
}

/** Forgets what only a finished past could want. Records, operations and the audit stay. */
export interface Retention {
  prune(limits: JournalLimits): JournalPruned;
}

export function createRetention({ db }: { readonly db: Database }): Retention {
  // What can still be undone keeps its plan; so does what is not finished.
  const plans = db.prepare<[number]>(
    `DELETE FROM plan WHERE unixepoch(body ->> '$.createdAt') * 1000 < ?
       AND plan_id NOT IN (SELECT plan_id FROM undo_entry)
       AND plan_id NOT IN (SELECT body ->> '$.planId' FROM operation WHERE state = 'running')`,
  );
  return { prune: ({ nowMs, plansMs }) => ({ plans: plans.run(nowMs - plansMs).changes }) };
}
