import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeCheckpoint, makeSession, makeTask } from '#shared/testing/make-record.ts';
import type { Recorded, RecordChange } from '#shared/domain/records.ts';
import type { Journal } from '#electron/journal/open-journal.ts';
import { journalOf, withJournal } from '#electron/journal/testing/journal-of.ts';
import { changeRecord } from '#electron/recover/record-change.ts';
import type { ClientSource, JournalUse } from './client-source.ts';
import { addRecordCommands } from './record-commands.ts';

const workspace = '/repos/shop';
const task = makeTask.running({ id: 'login' });
const session = makeSession.running({ id: 's-1', taskId: 'login' });
const checkpoint = makeCheckpoint.resumable({ id: 'cp-1', taskId: 'login' });

let home = '';
let journal: Journal;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rollcall-records-'));
  journal = journalOf(home);
  write(journal, [
    { kind: 'task', id: task.id, expectedVersion: 0, after: task, workspace },
    { kind: 'session', id: session.id, expectedVersion: 0, after: session, workspace },
    { kind: 'checkpoint', id: checkpoint.id, expectedVersion: 0, after: checkpoint, workspace },
  ]);
});
afterEach(() => {
  journal.close();
  rmSync(home, { recursive: true, force: true });
});

function write({ records }: Journal, changes: readonly RecordChange[]): void {
  const written = records.writeQuietly(changes);
  if (!written.ok) throw new Error(written.error.message);
}

/** A console or a hook that writes all of them between a command's look and its write. */
function overtake(): void {
  withJournal(home, (other) => {
    const { tasks, sessions, checkpoints } = other.records.load();
    write(other, [
      ...tasks.map((one) => changeRecord('task', one, seen(one))),
      ...sessions.map((one) => changeRecord('session', one, seen(one))),
      ...checkpoints.map((one) => changeRecord('checkpoint', one, seen(one))),
    ]);
  });
}

const seen = <R>({ record }: Recorded<R>) => ({ ...record, seen: true });

/** Runs one command on a journal to which somebody else writes first, a few times. */
async function say(...args: readonly string[]): Promise<void> {
  let others = 3;
  const first =
    <A extends readonly unknown[], T>(act: (...given: A) => T) =>
    (...given: A) => {
      if (others > 0) overtake();
      others -= 1;
      return act(...given);
    };
  const { records } = journal;
  const use: JournalUse = {
    home,
    journal: {
      ...journal,
      records: {
        ...records,
        write: first(records.write),
        writeQuietly: first(records.writeQuietly),
      },
    },
    screen: { isJson: true, show: () => undefined, tell: () => undefined },
  };
  const unused = () => Promise.reject(new Error('These commands need the journal alone.'));
  const source: ClientSource = {
    home,
    screen: use.screen,
    use: unused,
    run: unused,
    withJournal: async (command) => void (await command(use)),
  };
  const program = new Command().exitOverride();
  addRecordCommands(program, source);
  await program.parseAsync(args, { from: 'user' });
}

test('what an agent says of itself is recorded also when others write the same records meanwhile', async () => {
  await say('heartbeat', '--task', 'login');
  await say(
    'checkpoint',
    '--task',
    'login',
    '--label',
    'tested',
    '--replay-safety',
    'pure_readonly',
  );
  await say('publish', '--task', 'login');
  const { tasks, sessions, checkpoints } = journal.records.load();
  expect(sessions[0]?.record.lastHeartbeatAt).not.toBe(session.lastHeartbeatAt);
  expect(checkpoints[0]?.record.safeBoundaryLabel).toBe('tested');
  expect(tasks[0]?.record.resultPublished).toBe(true);
  // Nothing of the others was lost.
  for (const { record } of [...tasks, ...sessions, ...checkpoints])
    expect(record).toMatchObject({ seen: true });
});
