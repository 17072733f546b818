import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RecordChange, RecordSet } from '#shared/domain/records.ts';
import type { Task } from '#shared/domain/task.ts';
import { makeEnvironment, makeRun, makeSession, makeTask } from '#shared/testing/make-record.ts';
import { journalForEachTest } from './testing/journal-for-each-test.ts';

const own = journalForEachTest({ beforeEach, afterEach });

const audit = {
  actor: 'rollcall',
  verb: 'task_started',
  subject: 'task:login',
  result: 'applied',
  message: 'The task was started.',
} as const;

const task = (expectedVersion: number, after = makeTask.queued()): RecordChange => ({
  kind: 'task',
  id: 'login',
  expectedVersion,
  after,
  workspace: '/repos/shop',
});

test('keeps each record with its version, source and workspace', () => {
  own.journal.records.write([task(0)], audit);
  own.journal.records.write([{ ...task(1, makeTask.running()), workspace: undefined }], audit);
  expect(own.journal.records.get('task', 'login')).toEqual({
    record: makeTask.running(),
    version: 2,
    source: 'rollcall',
    workspace: '/repos/shop',
  });
  expect(own.journal.records.get('task', 'other')).toBeUndefined();
  expect(own.journal.records.get('session', 'login')).toBeUndefined();
});

test('names what somebody else wrote over, until it is written anew, and loads the rest', () => {
  const run: RecordChange = { kind: 'run', id: 'run-1', expectedVersion: 0, after: makeRun() };
  own.journal.records.write([task(0), run], audit);
  expect(own.journal.records.load()).not.toHaveProperty('unreadable');
  const other = new Database(own.home.file);
  other.prepare(`UPDATE record SET body = '{"format":9}' WHERE kind = 'run'`).run();
  other.close();
  const damaged = own.journal.records.load();
  expect([damaged.runs, damaged.tasks.length]).toEqual([[], 1]);
  expect(damaged.unreadable).toEqual([{ kind: 'run', id: 'run-1' }]);
  expect(own.journal.records.get('run', 'run-1')).toBeUndefined();
  own.journal.records.write([{ ...run, expectedVersion: 1 }], audit);
  expect(own.journal.records.load()).not.toHaveProperty('unreadable');
  expect(own.journal.records.load().runs.length).toBe(1);
});

test('loads every kind into its own collection', () => {
  own.journal.records.write(
    [
      task(0),
      { kind: 'run', id: 'run-1', expectedVersion: 0, after: makeRun() },
      {
        kind: 'environment',
        id: 'env-login',
        expectedVersion: 0,
        after: makeEnvironment.worktree(),
        source: 'brat',
      },
    ],
    audit,
  );
  const loaded = own.journal.records.load();
  expect(loaded.runs).toMatchObject([{ record: { id: 'run-1' }, workspace: '/repos/shop' }]);
  expect(loaded.tasks).toMatchObject([{ record: { id: 'login' } }]);
  expect(loaded.environments).toMatchObject([{ source: 'brat', workspace: '/repos/shop' }]);
  expect([loaded.checkpoints, loaded.sessions, loaded.workers, loaded.pipelineItems]).toEqual([
    [],
    [],
    [],
    [],
  ]);
});

test('writes nothing at all, no audit row either, when one of the records has changed', () => {
  own.journal.records.write([task(0)], audit);
  const session = { kind: 'session', id: 's-login', expectedVersion: 0 } as const;
  const written = own.journal.records.write(
    [{ ...session, after: makeSession.running(), workspace: '/repos/shop' }, task(7)],
    audit,
  );
  expect(written).toMatchObject({
    ok: false,
    error: { kind: 'stale_record', id: 'login', expectedVersion: 7, actualVersion: 1 },
  });
  expect(own.journal.records.load().sessions).toEqual([]);
  expect(own.journal.audit.verify()).toEqual({ kind: 'intact', rows: 1 });
});

test('refuses to make a record that is there, and to change one that is not', () => {
  own.journal.records.write([task(0)], audit);
  expect(own.journal.records.write([task(0)], audit)).toMatchObject({
    error: { actualVersion: 1 },
  });
  const missing = { ...task(3), id: 'gone' };
  expect(own.journal.records.write([missing], audit)).toMatchObject({
    error: { actualVersion: 0 },
  });
});

test('forgets a record, and never lets a writer of its former life touch its next one', () => {
  own.journal.records.write([task(0)], audit);
  expect(
    own.journal.records.write(
      [{ kind: 'task', id: 'login', expectedVersion: 1, after: undefined }],
      audit,
    ).ok,
  ).toBe(true);
  expect(own.journal.records.get('task', 'login')).toBeUndefined();
  expect(own.journal.records.load().tasks).toEqual([]);
  own.journal.records.write([task(0, makeTask.queued({ name: 'Another' }))], audit);
  expect(own.journal.records.write([task(1)], audit).ok).toBe(false);
  expect(own.journal.records.get('task', 'login')?.record.name).toBe('Another');
});

test('keeps fields that it does not know', () => {
  const record = { ...makeTask.queued(), theirs: { deep: [1, null, 'x'] } };
  own.journal.records.write([task(0, record)], audit);
  expect(own.journal.records.get('task', 'login')?.record).toEqual(record);
});

test('does not fill the audit with heartbeats', () => {
  own.journal.records.write([task(0)], audit);
  expect(own.journal.records.writeQuietly([task(1, makeTask.running())]).ok).toBe(true);
  expect(own.journal.records.writeQuietly([task(1)]).ok).toBe(false);
  expect(own.journal.audit.list({ limit: 10 })).toHaveLength(1);
});

test('audits what is handed in even when no record changes: a refusal is worth a row', () => {
  own.journal.records.write([], { ...audit, result: 'refused' });
  expect(own.journal.audit.list({ limit: 10 })).toMatchObject([{ result: 'refused' }]);
});

test('says that it was by force when the record of a session is set back, and of nothing else', () => {
  const moves = (['running', 'exit', 'exit', 'running'] as const).map((status, expectedVersion) => {
    const after = makeSession.running({ status });
    const workspace = '/repos/shop';
    return { kind: 'session', id: after.id, expectedVersion, after, workspace } as const;
  });
  for (const move of moves) own.journal.records.write([move], audit);
  const rows = own.journal.audit.list({ limit: 10 }).toReversed();
  expect(rows.map(({ isForced }) => isForced)).toEqual([undefined, undefined, undefined, true]);
});

test('will not guess the workspace of a new task', () => {
  expect(() => own.journal.records.write([{ ...task(0), workspace: undefined }], audit)).toThrow(
    /workspace/,
  );
  expect(own.journal.records.load().tasks).toEqual([]);
});

const other = (expectedVersion: number, after: Task): RecordChange => ({
  kind: 'task',
  id: 'other',
  expectedVersion,
  after: { ...after, id: 'other' },
  workspace: '/repos/shop',
});

test('loads what was written since, by itself and by others, and leaves an earlier load as it was', () => {
  const { records } = own.journal;
  const elsewhere = own.home.open().records;
  records.write([task(0)], audit);
  const before = records.load();
  records.write([task(1, makeTask.running())], audit);
  elsewhere.writeQuietly([other(0, makeTask.queued())]);
  const statesIn = ({ tasks }: RecordSet) => tasks.map(({ record }) => record.state);
  expect(statesIn(before)).toEqual(['queued']);
  expect(statesIn(records.load())).toEqual(['running', 'queued']);
  elsewhere.writeQuietly([task(2)]);
  expect(statesIn(records.load())).toEqual(['queued', 'queued']);
  records.writeQuietly([{ kind: 'task', id: 'login', expectedVersion: 3, after: undefined }]);
  records.writeQuietly([other(1, makeTask.running())]);
  expect(records.load()).toEqual(own.home.open().records.load());
});

const raceForVersionOne = `
  import { openJournal } from './electron/journal/open-journal.ts';
  import { systemClock } from './electron/platform/clock.ts';
  const [file, name] = process.argv.slice(1);
  const opened = openJournal({ file, clock: systemClock, isThorough: false });
  if (!opened.ok) throw new Error(opened.error.message);
  const { records, close } = opened.value;
  const { record } = records.get('task', 'login');
  const change = { kind: 'task', id: 'login', expectedVersion: 1, after: { ...record, name } };
  const written = records.write([change], ${JSON.stringify(audit)});
  close();
  process.stdout.write(written.ok ? name : '');
`;

test('lets exactly one of several processes win a race for the same record', async () => {
  own.journal.records.write([task(0)], audit);
  const run = promisify(execFile);
  const args = ['--input-type=module', '--no-warnings', '-e', raceForVersionOne, own.home.file];
  const runs = await Promise.all(
    ['a', 'b', 'c', 'd'].map((name) => run(process.execPath, [...args, name])),
  );
  const winners = runs.map(({ stdout }) => stdout).filter((name) => name !== '');
  expect(winners).toHaveLength(1);
  expect(own.journal.records.get('task', 'login')).toMatchObject({
    version: 2,
    record: { name: winners[0] },
  });
});
