import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeView } from '#shared/testing/make-view.ts';
import { journalOf } from '#electron/journal/testing/journal-of.ts';
import type { Journal } from '#electron/journal/open-journal.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { createGitRunner } from '#electron/platform/git-runner.ts';
import { armAutoResume } from './auto-resume-part.ts';
import { createLive } from './live.ts';
import { createLocalMachine } from './local-machine.ts';
import { createPreferences } from './preferences-part.ts';
import { startSchedulePart } from './schedule-part.ts';

let home = '';
let journal: Journal;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rollcall-settings-'));
  journal = journalOf(home);
});
afterEach(() => {
  journal.close();
  rmSync(home, { recursive: true, force: true });
});

const nothingToDo = {
  plan: () => Promise.reject(new Error('There is nothing to plan.')),
  apply: () => Promise.reject(new Error('There is nothing to apply.')),
};

// What nobody catches there ends the thread, and the whole console with it.
test('a journal that cannot be read just now keeps tasks from starting, and is told', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  journal.settings.set('auto_resume', [home]);
  const { settings } = journal;
  const preferences = createPreferences({ settings, platform: 'linux', audit: () => undefined });
  const live = createLive(makeView());
  const machine = await createLocalMachine({ home, clock: systemClock });
  const launcher = {
    home,
    store: journal.records,
    runGit: createGitRunner(),
    clock: systemClock,
    machine,
  };
  const scheduling = startSchedulePart({
    launcher,
    live,
    looking: { loop: { start: nothing, wake: nothing, lookNow: later, stop: later } },
    journal,
    recover: nothingToDo,
    preferences,
    templates: { list: () => [] },
  });
  armAutoResume({ clock: systemClock, live, journal, recover: nothingToDo, preferences });
  journal.close();
  live.publish(makeView());
  await scheduling.wake();
  await scheduling.stop();
  const said = told.mock.calls.map(([text]) => String(text));
  expect(said.filter((text) => text.startsWith('Queued tasks were not started'))).not.toEqual([]);
  expect(said.filter((text) => text.startsWith('Tasks were not resumed'))).not.toEqual([]);
  told.mockRestore();
});

const nothing = (): void => undefined;
const later = (): Promise<void> => Promise.resolve();
