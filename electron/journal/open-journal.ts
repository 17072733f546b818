import type { Database } from 'better-sqlite3';
import type { Clock } from '#shared/domain/clock.ts';
import { ok, type Result } from '#shared/result.ts';
import { createAcknowledgements, type Acknowledgements } from './acknowledgements.ts';
import { createAudit, type Audit } from './audit.ts';
import { createConditionHistory, type ConditionHistory } from './condition-history.ts';
import { createFirstSeen, type FirstSeen } from './first-seen.ts';
import { createImports, type Imports } from './imports.ts';
import { sayMovedAside, type JournalError, type Opening } from './journal-error.ts';
import { migrations } from './migrations.ts';
import { openDatabase } from './open-database.ts';
import { createOperations, type Operations } from './operations.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { createPlans, type Plans } from './plans.ts';
import { createRecords, type JournalRecords } from './records.ts';
import { createRetention, type Retention } from './retention.ts';
import { createSettings, type Settings } from './settings.ts';
import { createUndoLog, type UndoLog } from './undo-log.ts';
import { createWorkspaces, type Workspaces } from './workspaces.ts';

/** Rollcall's own memory. Any number of processes may hold one on the same file. */
export interface Journal {
  /** What was met when it was opened. */
  readonly opening: Opening;
  readonly records: JournalRecords;
  readonly audit: Audit;
  readonly plans: Plans;
  readonly operations: Operations;
  readonly acknowledgements: Acknowledgements;
  readonly undoLog: UndoLog;
  readonly firstSeen: FirstSeen;
  readonly conditionHistory: ConditionHistory;
  readonly workspaces: Workspaces;
  readonly settings: Settings;
  readonly imports: Imports;
  /** What a gateway is still to be told. */
  readonly outbox: Outbox;
  readonly retention: Retention;
  /**
   * Differs from the last call's value when another process, or another connection of this one, has
   * written since. The journal's own writes do not count. Costs microseconds.
   */
  changeCounter(): number;
  close(): void;
}

export interface JournalRequest {
  /** Absolute path of `journal.db`. */
  readonly file: string;
  readonly clock: Clock;
  /** Checks every page for damage first (default). Short-lived commands pass false. */
  readonly isThorough?: boolean | undefined;
}

/**
 * Opens the journal, making or migrating it as needed. Errors: see `JournalError`. A damaged file is
 * no error: it was moved aside, `opening.movedAside` and the first audit row say so.
 */
export function openJournal(request: JournalRequest): Result<Journal, JournalError> {
  const { file, clock, isThorough = true } = request;
  const opened = openDatabase({ file, clock, migrations, isThorough });
  if (!opened.ok) return opened;
  const { db, opening } = opened.value;
  const journal = createJournal(db, clock, opening);
  if (opening.movedAside !== null) auditMove(journal.audit, opening.movedAside);
  return ok(journal);
}

function createJournal(db: Database, clock: Clock, opening: Opening): Journal {
  const audit = createAudit({ db, clock });
  const records = createRecords({ db, audit });
  const dataVersion = db.prepare<[], number>('PRAGMA data_version').pluck();
  return {
    opening,
    audit,
    records,
    plans: createPlans({ db }),
    operations: createOperations({ db, audit }),
    acknowledgements: createAcknowledgements({ db }),
    undoLog: createUndoLog({ db, clock }),
    firstSeen: createFirstSeen({ db }),
    conditionHistory: createConditionHistory({ db }),
    workspaces: createWorkspaces({ db, clock }),
    settings: createSettings({ db }),
    outbox: createOutbox({ db }),
    retention: createRetention({ db }),
    imports: createImports({ db, audit, records }),
    changeCounter: () => Number(dataVersion.get()),
    close: () => void db.close(),
  };
}

const auditMove = (audit: Audit, moved: NonNullable<Opening['movedAside']>) =>
  audit.append({
    actor: 'rollcall',
    verb: 'journal_moved_aside',
    subject: 'machine:journal',
    result: 'applied',
    message: sayMovedAside(moved),
  });
