import { expect, test } from 'vitest';
import type { RecordsDocument } from '#shared/domain/records-document.ts';
import {
  makeCheckpoint,
  makeEnvironment,
  makeLease,
  makeRun,
  makeSession,
  makeTask,
} from '#shared/testing/make-record.ts';
import { moments } from '#shared/testing/moments.ts';
import { parseRecordsDocument, recordsJsonSchema } from './records-document.ts';

const document: RecordsDocument = {
  schemaVersion: 1,
  workspaceRoot: '/repos/shop',
  runs: [makeRun()],
  tasks: [makeTask.running()],
  environments: [
    makeEnvironment.worktree({ lease: makeLease.held() }),
    makeEnvironment.shared({ id: 'e2' }),
  ],
  checkpoints: [makeCheckpoint.resumable(), makeCheckpoint.gated({ id: 'c2' })],
  sessions: [makeSession.running()],
  workers: [
    {
      taskId: 'login',
      workspacePath: 'C:\\work\\shop',
      lifecycle: 'blocked_push',
      startedAt: moments.started,
      pushAttempts: 3,
    },
  ],
  pipelineItems: [
    { id: '42', stage: '2_current', retryCount: 0, blocked: false, frozen: false, dependsOn: [] },
  ],
};

const parse = (value: unknown) =>
  parseRecordsDocument(JSON.stringify(value, null, 2), 'records.json');
const withTask = (changes: Record<string, unknown>) => ({
  ...document,
  tasks: [makeTask.queued({ id: 'first' }), { ...makeTask.running(), ...changes }],
});

test('takes every kind of record as it is', () => {
  expect(parse(document)).toEqual({ ok: true, value: document });
});

test('keeps fields that it does not know, at every depth', () => {
  const [session] = document.sessions ?? [];
  const theirs = {
    ...document,
    theirs: 1,
    sessions: [{ ...session, theirs: { a: [null] } }],
    tasks: [{ ...makeTask.running(), cost: { usd: 1, theirs: true } }],
  };
  expect(parse(theirs)).toEqual({ ok: true, value: theirs });
});

test('fills in what may be left out, and nothing else', () => {
  const { id, runId, agentId, state, executionMode, createdAt, updatedAt } = makeTask.queued();
  const task = { id, runId, agentId, state, executionMode, createdAt, updatedAt };
  const parsed = parse({ schemaVersion: 1, workspaceRoot: '/w', tasks: [task] });
  expect(parsed.ok && parsed.value.tasks?.[0]).toEqual({
    ...task,
    dependsOn: [],
    attempts: 0,
    blockedReasons: [],
    approvalRequired: false,
    resultPublished: false,
  });
});

test.each([
  ['an unknown state', { state: 'sleeping' }, 'state', '"sleeping"'],
  ['an empty name', { name: '' }, 'name', '""'],
  ['null for a missing field', { startedAt: null }, 'startedAt', 'null'],
  [
    'a time without offset',
    { updatedAt: '2026-01-31T09:12:04' },
    'updatedAt',
    '"2026-01-31T09:12:04"',
  ],
  [
    'a day that does not exist',
    { createdAt: '2026-02-30T09:12:04Z' },
    'createdAt',
    '"2026-02-30T09:12:04Z"',
  ],
  ['a fraction of an attempt', { attempts: 1.5 }, 'attempts', '1.5'],
  ['one id for a list', { dependsOn: 'first' }, 'dependsOn', '"first"'],
  ['a missing run', { runId: undefined }, 'runId', 'nothing'],
  ['an id that is there already', { id: 'first' }, 'id', '"first"'],
])('refuses %s, naming file, line and place', (_what, changes, field, found) => {
  const value = withTask(changes);
  const parsed = parse(value);
  expect(parsed).toMatchObject({
    ok: false,
    error: { kind: 'bad_input', file: 'records.json', path: `tasks[1].${field}`, found },
  });
  const lines = JSON.stringify(value, null, 2).split('\n');
  const line = parsed.ok ? '' : lines[parsed.error.line - 1];
  // A missing field has no line of its own: the object that should have it is named.
  expect(line).toContain(found === 'nothing' ? '{' : `"${field}":`);
  expect(parsed.ok ? '' : parsed.error.message).toContain('expected');
});

test.each(['relative/path', '', './x', '/with\0nul', '~/x'])('refuses the path “%s”', (path) => {
  expect(parse({ ...document, workspaceRoot: path })).toMatchObject({
    error: { path: 'workspaceRoot' },
  });
});

test.each(['/with\nnewline', '/with "quotes"', '/-dash', '/up/../down', '\\\\share\\x'])(
  'takes the odd but absolute path “%s” as it is',
  (path) => {
    expect(parse({ ...document, workspaceRoot: path }).ok).toBe(true);
  },
);

test('refuses a document of another schema version', () => {
  expect(parse({ ...document, schemaVersion: 2 })).toMatchObject({
    error: { path: 'schemaVersion', expected: '1', found: '2' },
  });
});

test('says where a text that was cut off ends', () => {
  const text = JSON.stringify(document, null, 2).split('\n').slice(0, 5).join('\n');
  expect(parseRecordsDocument(text, 'records.json')).toMatchObject({
    error: { path: '(document)', line: 5, found: 'the end of the file' },
  });
});

test('refuses a text that is nested without end, instead of falling over it', () => {
  const deep = `{"schemaVersion":1,"x":${'['.repeat(100_000)}`;
  expect(parseRecordsDocument(deep, 'deep.json')).toMatchObject({ ok: false });
});

test('refuses a text that is too large without reading it', () => {
  const large = ' '.repeat(64 * 1024 * 1024 + 1);
  expect(parseRecordsDocument(large, 'large.json')).toMatchObject({ error: { line: 1 } });
});

test('overlooks a byte order mark', () => {
  const text = `\u{FEFF}${JSON.stringify(document)}`;
  expect(parseRecordsDocument(text, 'records.json').ok).toBe(true);
});

test('describes the document as JSON Schema, defaults optional and unknown fields allowed', () => {
  const schema = JSON.stringify(recordsJsonSchema());
  const { properties, required } = recordsJsonSchema();
  expect(required).toEqual(['schemaVersion', 'workspaceRoot']);
  expect(Object.keys(properties ?? {})).toContain('pipelineItems');
  expect(schema).not.toContain('"additionalProperties":false');
});
