import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withoutRights } from '#electron/platform/testing-repository.ts';
import type { Worker } from '#shared/domain/worker.ts';
import { workerExitCases, workerLoadCases } from '#shared/testing/reference-worker-cases.ts';
import { exitWorker } from './exit-worker.ts';
import { makeFolder } from '#electron/sources/testing-folder.ts';
import { ralph } from './ralph.ts';
import {
  blockedPush,
  firstState,
  lockOwner,
  lockPath,
  minimalState,
  mixedState,
  statePath,
} from './testing-ralph.ts';

async function readFolder(files: Readonly<Record<string, string>>) {
  using made = makeFolder({ '.ralph/config.jsonc': '{}', ...files });
  const reading = await ralph.read(made.folder);
  const parts = reading?.parts ?? [];
  return {
    parts,
    workers: parts.flatMap((part) => (part.kind === 'read' ? (part.records.workers ?? []) : [])),
    items: parts.flatMap((part) =>
      part.kind === 'read' ? (part.records.pipelineItems ?? []) : [],
    ),
    messages: parts.flatMap((part) => (part.kind === 'unreadable' ? [part.message] : [])),
  };
}

test.each(workerLoadCases)('reads a state file: $title', async ({ text, workers = {} }) => {
  const read = await readFolder(text === undefined ? {} : { [statePath]: text });
  if (workers === 'refused') {
    expect(read.messages).toEqual([
      expect.stringMatching(/state\.json, line 1, column 24, .*expected a value, found "\}"/u),
    ]);
    return;
  }
  const seen = read.workers.map((one) => [one.taskId, [one.lifecycle, one.pushAttempts]]);
  expect(Object.fromEntries(seen)).toEqual(workers);
  expect(read.messages).toEqual([]);
});

test.each(workerExitCases)('a worker that $title', ({ exitCode, marker, ...after }) => {
  const before: Worker = {
    taskId: 'RQ-1',
    workspacePath: '/ws/RQ-1',
    lifecycle: 'running',
    startedAt: '2026-03-21T12:00:00Z',
    pushAttempts: 0,
  };
  const { title: _title, ...expected } = after;
  expect(exitWorker(before, exitCode, marker)).toMatchObject({
    ...expected,
    workspacePath: before.workspacePath,
  });
});

test('a folder without a runner’s directory has no such records', async () => {
  using made = makeFolder({ 'README.md': '' });
  expect(await ralph.read(made.folder)).toBeUndefined();
});

test('each lifecycle is told, and those at work name who coordinates them', async () => {
  const { workers, messages } = await readFolder({
    [statePath]: mixedState,
    [lockPath]: lockOwner,
  });
  expect(messages).toEqual([]);
  expect(workers.map(({ taskId, lifecycle }) => [taskId, lifecycle])).toEqual([
    ['RQ-3001', 'completed'],
    ['RQ-3002', 'failed'],
    ['RQ-3003', 'blocked_push'],
    ['RQ-3004', 'running'],
  ]);
  expect(workers[3]?.coordinator).toEqual({ pid: 999_999, startedAt: '2026-03-21T12:00:00Z' });
  expect(workers[2]).toMatchObject({
    pushAttempts: 2,
    lastError: 'push rejected after conflict review',
    targetBranch: 'main',
  });
  expect(workers[2]?.coordinator).toBeUndefined();
});

test('what is missing gets its default, and a field that nobody knows is kept', async () => {
  const { workers } = await readFolder({ '.cueloop/cache/parallel/state.jsonc': minimalState });
  expect(workers).toEqual([
    {
      taskId: 'RQ-0001',
      workspacePath: '/abs/ws',
      lifecycle: 'running',
      startedAt: '2026-02-20T00:00:00Z',
      pushAttempts: 0,
      targetBranch: 'main',
      unknown_worker: 'kept',
      isUncoordinated: true,
    },
  ]);
});

test('work that an older schema has in flight is all there, and the file stays as it is', async () => {
  using made = makeFolder({ [statePath]: firstState });
  const reading = await ralph.read(made.folder);
  const [part] = reading?.parts ?? [];
  expect(part).toMatchObject({
    note: expect.stringContaining('schema version 1 is older than 3'),
    records: {
      workers: [
        { taskId: 'RQ-0001', lifecycle: 'running', targetBranch: 'main', their_pid: 123 },
        { taskId: 'RQ-0003', lifecycle: 'blocked_push', lastError: 'pr_create_failed: gh failed' },
      ],
      pipelineItems: [
        { id: 'RQ-0002', stage: 'merge', blocked: true, mergeFailures: 1, lastError: 'conflict' },
      ],
    },
  });
  expect(readFileSync(join(made.folder, statePath), 'utf8')).toBe(firstState);
});

test('a newer schema is shown as far as it is known, and says so', async () => {
  const text = mixedState.replace('"schema_version": 3', '"schema_version": 7');
  const { parts, workers } = await readFolder({ [statePath]: text });
  expect(workers).toHaveLength(4);
  expect(parts[0]).toMatchObject({ note: expect.stringContaining('7 is newer than 3') });
});

test('a worker that left word of a blocked push waits to be pushed, though nobody recorded its end', async () => {
  using made = makeFolder({});
  const ws = join(made.folder, 'ws', 'RQ-3003');
  const entry = { task_id: 'RQ-3003', workspace_path: ws, started_at: '2026-03-21T12:00:00Z' };
  const read = async (more: object) => {
    made.put(statePath, JSON.stringify({ schema_version: 3, workers: [{ ...entry, ...more }] }));
    const [part] = (await ralph.read(made.folder))?.parts ?? [];
    return part?.kind === 'read' ? part.records.workers?.[0] : undefined;
  };
  made.put('ws/RQ-3003/.ralph/cache/parallel/blocked_push.json', blockedPush);
  expect(await read({})).toMatchObject({
    lifecycle: 'blocked_push',
    pushAttempts: 2,
    lastError: 'push rejected after conflict review',
  });
  // A retry keeps the time at which it had ended: the marker is about the attempt before.
  expect(await read({ completed_at: '2026-03-22T01:00:00Z' })).toMatchObject({
    lifecycle: 'running',
  });
  expect(await read({ lifecycle: 'completed' })).toMatchObject({ lifecycle: 'completed' });
});

test('a lock that tells no process is named with the place, and nobody is called dead for it', async () => {
  const { workers, messages } = await readFolder({
    [statePath]: mixedState,
    [lockPath]: 'started_at: 2026-03-21T12:00:00Z\npid: many\n',
  });
  expect(messages).toEqual([
    expect.stringMatching(/owner, line 2, column 6, .*a process, found "m"/u),
  ]);
  expect(workers[3]).not.toHaveProperty('coordinator');
  expect(workers[3]).not.toHaveProperty('isUncoordinated');
});

test.each([
  [
    'a lifecycle that does not exist',
    '"running"',
    '"jogging"',
    /line 35, column 20, workers\[3\]\.lifecycle: expected one of running/u,
  ],
  [
    'a time without offset',
    '"2026-03-21T12:09:00Z"',
    '"yesterday"',
    /workers\[2\]\.completed_at: expected a time with offset/u,
  ],
  [
    'a path that is relative',
    '"/repos/.workspaces/app/parallel/RQ-3002"',
    '"../RQ-3002"',
    /workers\[1\]\.workspace_path: expected an absolute path/u,
  ],
  [
    'a task twice',
    '"RQ-3004"',
    '"RQ-3003"',
    /workers\[3\]\.task_id: expected a task that the list has only once, found "RQ-3003"/u,
  ],
])(
  '%s is named with the place, and nothing is taken from that file',
  async (_what, from, to, why) => {
    const { workers, messages } = await readFolder({ [statePath]: mixedState.replace(from, to) });
    expect(messages).toEqual([expect.stringMatching(why)]);
    expect(messages[0]).toContain(join('cache', 'parallel', 'state.json'));
    expect(workers).toEqual([]);
  },
);

test('a state file that may not be read is unreadable, never taken for none', async () => {
  using made = makeFolder({ [statePath]: mixedState });
  chmodSync(join(made.folder, statePath), 0o000);
  chmodSync(made.folder, 0o755);
  const reading = await withoutRights(() => ralph.read(made.folder));
  expect(reading?.parts).toMatchObject([
    { kind: 'unreadable', message: expect.stringMatching(/state\.json/u) },
  ]);
});

test('a workspace whose record was dropped is left over, but not while anybody holds the lock', async () => {
  using made = makeFolder({ 'app/.ralph/config.jsonc': '{}' });
  const place = (task: string) => join(made.folder, '.workspaces', 'app', 'parallel', task);
  for (const task of ['RQ-1', 'RQ-2'])
    made.put(join('.workspaces', 'app', 'parallel', task, 'work.txt'), '');
  const worker = {
    task_id: 'RQ-1',
    workspace_path: place('RQ-1'),
    started_at: '2026-01-01T00:00:00Z',
  };
  const state = JSON.stringify({ schema_version: 3, workers: [worker] });
  made.put(join('app', statePath), state);
  const leftovers = async () => (await ralph.read(join(made.folder, 'app')))?.leftovers;
  expect(await leftovers()).toEqual([place('RQ-2')]);
  made.put(join('app', statePath), state.slice(1));
  expect(await leftovers()).toEqual([]);
  made.put(join('app', statePath), state);
  made.put(join('app', lockPath), lockOwner);
  expect(await leftovers()).toEqual([]);
});

test('a field that has a name of ours but is none of theirs never stands for ours', async () => {
  const entry = { task_id: 'RQ-1', workspace_path: '/ws', started_at: '2026-01-01T00:00:00Z' };
  const foreign = { ...entry, coordinator: 'me', lastError: 7, isUncoordinated: 'no' };
  const { workers } = await readFolder({
    [statePath]: JSON.stringify({ schema_version: 3, workers: [foreign] }),
    [lockPath]: 'no pid',
  });
  expect(workers).toEqual([
    {
      taskId: 'RQ-1',
      workspacePath: '/ws',
      lifecycle: 'running',
      startedAt: entry.started_at,
      pushAttempts: 0,
      their_coordinator: 'me',
      their_lastError: 7,
      their_isUncoordinated: 'no',
    },
  ]);
});
