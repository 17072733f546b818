import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RecordsDocument } from '#shared/domain/records-document.ts';
import { taskStates } from '#shared/domain/task.ts';
import { makeCheckpoint, makeEnvironment, makeRun, makeTask } from '#shared/testing/make-record.ts';
import { later, moments } from '#shared/testing/moments.ts';
import { countOutcome } from './import-outcome.ts';
import { journalForEachTest } from './testing/journal-for-each-test.ts';

const own = journalForEachTest({ beforeEach, afterEach });

const audit = {
  actor: 'import',
  verb: 'import',
  subject: 'directory:/repos/shop',
  result: 'applied',
  message: 'Imported records.json.',
} as const;
const origin = { source: 'rollcall', workspace: '/repos/shop' };
const take = (document: RecordsDocument, from = origin) =>
  own.journal.imports.importDocument(document, from, audit);

const worker = {
  taskId: 'login',
  workspacePath: '/repos/shop.worktrees/login',
  lifecycle: 'running',
  startedAt: moments.started,
  pushAttempts: 0,
} as const;

const document: RecordsDocument = {
  schemaVersion: 1,
  workspaceRoot: '/repos/shop',
  runs: [makeRun()],
  tasks: [makeTask.running()],
  environments: [makeEnvironment.worktree()],
  checkpoints: [makeCheckpoint.resumable()],
  workers: [worker],
};

test('takes a document over once; the second time changes nothing and says nothing', () => {
  expect(countOutcome(take(document))).toEqual({ imported: 5, unchanged: 0, refused: 0 });
  const before = own.journal.records.load();
  expect(countOutcome(take(document))).toEqual({ imported: 0, unchanged: 5, refused: 0 });
  expect(own.journal.records.load()).toEqual(before);
  expect(own.journal.audit.list({ limit: 10 })).toMatchObject([
    { message: 'Imported records.json. Imported 5, unchanged 0, refused 0.' },
  ]);
});

test('refuses and lists a record that is older than its own, in whatever zone it is written', () => {
  take(document);
  const older = makeTask.queued({ updatedAt: '2026-01-31T11:12:03.999+02:00' });
  const outcome = take({ ...document, tasks: [older] });
  expect(outcome.task.refused).toMatchObject([{ id: 'login' }]);
  expect(outcome.run.unchanged).toEqual(['run-1']);
  expect(own.journal.records.get('task', 'login')?.record.state).toBe('running');
});

test('tells of the same refusal once, however often the file is read', () => {
  take(document);
  const older = makeTask.queued({ updatedAt: later(moments.started, -1) });
  for (const _ of [1, 2, 3]) take({ ...document, tasks: [older] });
  expect(own.journal.audit.list({ limit: 10 })).toHaveLength(2);
});

test('takes over what is newer, and deletes nothing that a document leaves out', () => {
  take(document);
  const newer = makeTask.completed({ updatedAt: moments.now });
  const outcome = take({ schemaVersion: 1, workspaceRoot: '/repos/shop', tasks: [newer] });
  expect(outcome.task.imported).toEqual(['login']);
  const { tasks, runs, workers } = own.journal.records.load();
  expect(tasks).toMatchObject([{ record: { state: 'completed' }, version: 2 }]);
  expect([runs, workers]).toMatchObject([[{ version: 1 }], [{ version: 1 }]]);
});

test('does not turn back its own change of a worker, which has no time of change', () => {
  take(document);
  const after = { ...worker, lifecycle: 'failed' } as const;
  own.journal.records.write([{ kind: 'worker', id: 'login', expectedVersion: 1, after }], audit);
  expect(take(document).worker).toMatchObject({ unchanged: ['login'] });
  expect(own.journal.records.get('worker', 'login')?.record.lifecycle).toBe('failed');
});

test('refuses a record whose id belongs to another workspace', () => {
  take(document);
  const theirs = { schemaVersion: 1, workspaceRoot: '/repos/blog', runs: [makeRun({ name: 'B' })] };
  const outcome = take({ ...theirs, schemaVersion: 1 }, { ...origin, workspace: '/repos/blog' });
  expect(outcome.run.refused).toMatchObject([{ id: 'run-1' }]);
  expect(own.journal.records.get('run', 'run-1')?.workspace).toBe('/repos/shop');
});

test('takes the first of two records with one id, and lists the second', () => {
  const outcome = take({ ...document, runs: [makeRun(), makeRun({ name: 'Other' })] });
  expect(outcome.run).toMatchObject({ imported: ['run-1'], refused: [{ id: 'run-1' }] });
});

test('takes a forgotten record over again', () => {
  take(document);
  const forget = { kind: 'run', id: 'run-1', expectedVersion: 1, after: undefined } as const;
  own.journal.records.write([forget], audit);
  expect(take(document).run.imported).toEqual(['run-1']);
});

test('gives back on export what it took, with fields that it does not know', () => {
  const theirs = { deep: [1, null, { x: 'é' }] };
  const task = { ...makeTask.running(), theirs };
  const withExtras: RecordsDocument = { ...document, tasks: [task] };
  take(withExtras);
  expect(own.journal.imports.exportDocument('/repos/shop')).toEqual(withExtras);
});

test('exports several workspaces together under their common directory, or one alone', () => {
  take(document);
  const blog = makeRun({ id: 'run-2' });
  const theirs: RecordsDocument = { schemaVersion: 1, workspaceRoot: '/repos/blog', runs: [blog] };
  take(theirs, { ...origin, workspace: '/repos/blog' });
  expect(own.journal.imports.exportDocument('/repos/blog')).toEqual(theirs);
  const all = own.journal.imports.exportDocument();
  expect([all.workspaceRoot, all.runs?.length]).toEqual(['/repos', 2]);
  expect(countOutcome(take(all))).toMatchObject({ imported: 0, refused: 0 });
});

const anyTask = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c', '__proto__'),
    state: fc.constantFrom(...taskStates),
    at: fc.integer({ min: -2, max: 2 }),
    extra: fc.jsonValue(),
  })
  .map(({ id, state, at, extra }) => ({
    ...makeTask.queued({ id, state, updatedAt: later(moments.started, at) }),
    extra,
  }));

test('whatever is imported, importing the same again changes nothing', () => {
  const anyDocument = fc
    .array(anyTask, { maxLength: 6 })
    .map((tasks): RecordsDocument => ({ schemaVersion: 1, workspaceRoot: '/repos/shop', tasks }));
  fc.assert(
    fc.property(anyDocument, anyDocument, (first, second) => {
      take(first);
      take(second);
      const before = own.journal.records.load();
      expect(countOutcome(take(second)).imported).toBe(0);
      const rows = own.journal.audit.list({ limit: 1 });
      take(second);
      expect(own.journal.records.load()).toEqual(before);
      // Refusals are told once more when nothing else happened, then never again.
      expect(own.journal.audit.list({ limit: 1 })).toEqual(rows);
    }),
    { numRuns: 60 },
  );
});
