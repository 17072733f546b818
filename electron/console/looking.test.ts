import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultPolicy } from '#shared/domain/policy.ts';
import { journalOf } from '#electron/journal/testing/journal-of.ts';
import { systemClock as clock } from '#electron/platform/clock.ts';
import { createGitRunner } from '#electron/platform/git-runner.ts';
import { emptyView } from './build-view.ts';
import { createLive } from './live.ts';
import { createLocalMachine } from './local-machine.ts';
import { createLooking } from './looking.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rollcall-looking-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

// What the loop cannot tell ends the thread, and the whole console with it.
test('a look that fails because the journal cannot be read is told over what was seen last', async () => {
  const journal = journalOf(home);
  const live = createLive(emptyView(home));
  const machine = await createLocalMachine({ home, clock });
  const policy = () => defaultPolicy;
  const runGit = createGitRunner();
  const looking = createLooking({ home, runGit, clock, machine, journal, live, policy });
  await looking.loop.lookNow();
  const { observedAt } = live.view().header;
  journal.close();
  looking.tellFailure(new Error('disk I/O error'));
  expect(live.view().header).toMatchObject({ failure: 'disk I/O error', observedAt });
  await looking.loop.stop();
});
