import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Journal } from '#electron/journal/open-journal.ts';
import { createManualClock, type ManualClock } from '#electron/platform/clock.ts';
import { journalOf } from './journal-of.ts';

/** A directory for one test, with a journal that any number of connections can be opened on. */
export interface TemporaryHome {
  readonly directory: string;
  readonly file: string;
  readonly clock: ManualClock;
  /** Throws when it cannot be opened. */
  open(): Journal;
  names(): readonly string[];
  remove(): void;
}

export function makeTemporaryHome(): TemporaryHome {
  const directory = mkdtempSync(join(tmpdir(), 'rollcall-journal-'));
  const file = join(directory, 'journal.db');
  const clock = createManualClock(Date.parse('2026-01-31T14:03:10.000Z'));
  const opened: Journal[] = [];
  return {
    directory,
    file,
    clock,
    open: () => {
      const journal = journalOf(directory, clock);
      opened.push(journal);
      return journal;
    },
    names: () => readdirSync(directory).toSorted(),
    remove: () => {
      for (const journal of opened) journal.close();
      rmSync(directory, { recursive: true });
    },
  };
}
