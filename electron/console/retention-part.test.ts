import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { KeptBackup } from '#shared/domain/backup.ts';
import type { Journal } from '#electron/journal/open-journal.ts';
import { journalOf } from '#electron/journal/testing/journal-of.ts';
import { createManualClock } from '#electron/platform/clock.ts';
import { startRetentionPart } from './retention-part.ts';

const dayMs = 24 * 3_600_000;

let home = '';
let journal: Journal;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rollcall-retention-'));
  journal = journalOf(home);
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
  journal.close();
  rmSync(home, { recursive: true, force: true });
});

const backup: KeptBackup = {
  id: 'trash-1',
  kind: 'trash',
  location: '/repos/shop.worktrees/.rollcall-trash/1',
  workspace: '/repos/shop',
  path: '/repos/shop.worktrees/login',
  at: '2026-01-01T00:00:00.000Z',
  expiresAt: '2026-01-31T00:00:00.000Z',
  bytes: null,
  obstacle: null,
};

test('what stood before a long weekend has not just appeared on Monday', async () => {
  const friday = Date.parse('2026-01-30T18:00:00.000Z');
  const at = (ms: number): string => new Date(ms).toISOString();
  journal.firstSeen.touch(['still there'], at(friday));
  const clock = createManualClock(friday + 2.6 * dayMs);
  const part = startRetentionPart({
    home,
    clock,
    journal,
    expire: async () => undefined,
    backups: async () => [],
  });
  // It is through before the first look has ended.
  await part.stop();
  const seen = journal.firstSeen.touch(['still there'], clock.now());
  expect(seen.get('still there')).toBe(at(friday));
});

test('a console that is kept open removes what was kept long enough every day, and tells what it could not', async () => {
  const clock = createManualClock(Date.parse('2026-01-30T12:00:00.000Z'));
  // One that cannot be removed, such as on a disk that is read-only now.
  const removals: string[] = [];
  const part = startRetentionPart({
    home,
    clock,
    journal,
    expire: async () => void removals.push(clock.now()),
    backups: async () => [backup, { ...backup, id: 'ref-1', expiresAt: null }],
  });
  await clock.advance(dayMs);
  vi.advanceTimersByTime(dayMs);
  await part.stop();
  expect(removals).toEqual(['2026-01-30T12:00:00.000Z', '2026-01-31T12:00:00.000Z']);
  const [row] = journal.audit.list({ verb: 'retention_pruned', limit: 1 });
  expect(row?.message).toContain('1 backup is past the promised date');
});
