// For tests and benches: the journal of a home beside whatever else is open on it.
import type { Clock } from '#shared/domain/clock.ts';
import { openJournal, type Journal } from '#electron/journal/open-journal.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { homePaths } from '#electron/platform/home.ts';

/** Opens it; throws what is in its way. */
export function journalOf(home: string, clock: Clock = systemClock): Journal {
  const opened = openJournal({ file: homePaths(home).journal, clock });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

/** Gives what `use` makes of it, and closes it again. */
export function withJournal<T>(home: string, use: (journal: Journal) => T): T {
  const journal = journalOf(home);
  try {
    return use(journal);
  } finally {
    journal.close();
  }
}
