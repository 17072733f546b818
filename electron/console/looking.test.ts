import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultPolicy } from '#shared/domain/policy.ts';
import { journalOf } from '#electron/journal/testing/journal-of.ts';
import { systemClock as clock } from '#electron/platform/clock.ts';
import { createGitRunner } from '#electron/platform/git-runner.ts';
import { homePaths } from '#electron/platform/home.ts';
import { emptyView } from './build-view.ts';
import { createLive } from './live.ts';
import { createLocalMachine } from './local-machine.ts';
import { createLooking } from './looking.ts';

let home = '';
const policy = () => defaultPolicy;
const runGit = createGitRunner();
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rollcall-looking-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

// What the loop cannot tell ends the thread, and the whole console with it.
test('a look that fails because the journal cannot be read is told over what was seen last', async () => {
  const journal = journalOf(home);
  const live = createLive(emptyView(home));
  const machine = await createLocalMachine({ home, clock });
  const looking = createLooking({ home, runGit, clock, machine, journal, live, policy });
  await looking.loop.lookNow();
  const { observedAt } = live.view().header;
  journal.close();
  looking.tellFailure(new Error('disk I/O error'));
  expect(live.view().header).toMatchObject({ failure: 'disk I/O error', observedAt });
  await looking.loop.stop();
});

test('what was snoozed is back within a second or two of its time, though nothing else happens', async () => {
  const journal = journalOf(home);
  const live = createLive(emptyView(home));
  const machine = await createLocalMachine({ home, clock });
  // An engine that cannot be read.
  writeFileSync(homePaths(home).sessions, '');
  const looking = createLooking({ home, runGit, clock, machine, journal, live, policy });
  await looking.loop.lookNow();
  const [one] = live.view().conditions;
  if (one === undefined) throw new Error('Nothing was named.');
  const until = new Date(clock.nowMs() + 3000).toISOString();
  const { id: conditionId, signature } = one;
  journal.acknowledgements.put({ conditionId, signature, at: clock.now(), until });
  looking.republish();
  looking.loop.start();
  expect(live.view().acknowledged).toMatchObject([{ id: conditionId, snoozedUntil: until }]);
  // The watchdog would come after half a minute.
  await vi.waitFor(() => expect(live.view().acknowledged).toEqual([]), 15_000);
  expect(live.view().conditions.map(({ id }) => id)).toContain(conditionId);
  await looking.loop.stop();
  journal.close();
});
