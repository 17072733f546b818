import type { Journal } from '#electron/journal/open-journal.ts';
import { makeTemporaryHome, type TemporaryHome } from './temporary-home.ts';

/** The test runner's own. */
export interface Hooks {
  readonly beforeEach: (prepare: () => void) => void;
  readonly afterEach: (tidy: () => void) => void;
}

/** What the running test has to itself. */
export interface OwnJournal {
  readonly home: TemporaryHome;
  readonly journal: Journal;
}

/** Gives each test of a file a home of its own with an open journal; removed after it. */
export function journalForEachTest({ beforeEach, afterEach }: Hooks): OwnJournal {
  const own: { home?: TemporaryHome; journal?: Journal } = {};
  beforeEach(() => {
    own.home = makeTemporaryHome();
    own.journal = own.home.open();
  });
  afterEach(() => own.home?.remove());
  // Both are there while a test runs, which is when they are asked for.
  return own as OwnJournal;
}
