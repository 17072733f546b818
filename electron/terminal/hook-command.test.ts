import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeCheckpoint, makeSession, makeTask } from '#shared/testing/make-record.ts';
import { makeWorld, sourceEntry } from '#e2e/worlds/world.ts';
import { journalOf } from '#electron/journal/testing/journal-of.ts';
import type { Journal } from '#electron/journal/open-journal.ts';
import { runHook } from './hook-command.ts';
import { claudeEvents } from './testing-claude-events.ts';

const workspace = '/repos/shop';
let home: string;
let journal: Journal;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rollcall-hook-'));
  journal = journalOf(home);
  const audit = { actor: 'operator', verb: 'v', subject: 's', result: 'r', message: 'm' } as const;
  const written = journal.records.write(
    [
      { kind: 'task', id: 'login', expectedVersion: 0, after: makeTask.running(), workspace },
      {
        kind: 'session',
        id: 's-login',
        expectedVersion: 0,
        after: makeSession.running(),
        workspace,
      },
    ],
    audit,
  );
  expect(written.ok).toBe(true);
});
afterEach(() => {
  journal.close();
  rmSync(home, { recursive: true, force: true });
});

/** What the hook told when it was given this on standard input. */
async function hook(input: string | object, more: { env?: object; home?: string } = {}) {
  const told: string[] = [];
  const text = typeof input === 'string' ? input : JSON.stringify(input);
  await runHook('claude-code', {
    home: more.home ?? home,
    env: { ROLLCALL_SESSION: 's-login', ROLLCALL_TASK: 'login', ...more.env },
    stdin: Readable.from([Buffer.from(text)]),
    tell: (line) => told.push(line),
  });
  return told;
}

const session = () => journal.records.get('session', 's-login')?.record;
const checkpoint = () => journal.records.get('checkpoint', 'checkpoint-login')?.record;

test('every event says that the agent is alive, and by which reference it is resumed', async () => {
  for (const event of Object.values(claudeEvents)) {
    const before = session()?.lastHeartbeatAt ?? '';
    expect(await hook(event)).toEqual([]);
    expect(session()).toMatchObject({ resumeRef: event.session_id, status: 'running' });
    expect(Date.parse(session()?.lastHeartbeatAt ?? '')).toBeGreaterThan(Date.parse(before));
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
});

test('while a push is under way the task is for the operator, after it it can be resumed', async () => {
  await hook(claudeEvents.PreToolUse);
  expect(checkpoint()).toMatchObject({
    replaySafety: 'non_replayable_side_effect',
    resumeDisposition: 'operator_intervention_required',
    safeBoundaryLabel: 'before Bash: git push',
  });
  // Another tool that was used beside it ends first.
  await hook({ ...claudeEvents.PostToolUse, tool_name: 'Read', tool_use_id: 'toolu_02' });
  expect(checkpoint()?.replaySafety).toBe('non_replayable_side_effect');
  await hook(claudeEvents.PostToolUse);
  expect(checkpoint()).toMatchObject({
    replaySafety: 'checkpoint_resumable',
    resumeDisposition: 'resume_from_checkpoint',
    safeBoundaryLabel: 'after Bash: git push',
    completedToolCalls: [
      { name: 'Read', replaySafety: 'pure_readonly' },
      { name: 'Bash: git push', replaySafety: 'non_replayable_side_effect' },
    ],
    resumeState: { sessionRef: claudeEvents.Stop.session_id, underWay: [] },
  });
  expect(journal.audit.list({ limit: 9 }).map(({ verb }) => verb)).toEqual([
    'checkpoint',
    'checkpoint',
    'v',
  ]);
  expect(journal.audit.verify().kind).toBe('intact');
});

test('a new boundary is as old as it is, whatever was written on the one before it', async () => {
  await hook(claudeEvents.PostToolUse);
  const before = checkpoint();
  if (before === undefined) throw new Error('no checkpoint');
  const boundaryAt = '2026-01-31T09:00:00.000Z';
  const { version: expectedVersion = 0 } = journal.records.get('checkpoint', before.id) ?? {};
  const after = { ...before, stage: 'blocked', boundaryAt } as const;
  journal.records.writeQuietly([{ kind: 'checkpoint', id: before.id, expectedVersion, after }]);
  await hook(claudeEvents.Stop);
  expect(checkpoint()?.safeBoundaryLabel).not.toBe(before.safeBoundaryLabel);
  expect(checkpoint()?.boundaryAt).toBe(checkpoint()?.updatedAt);
});

test('a checkpoint that the harness set itself keeps its boundary', async () => {
  const own = makeCheckpoint.gated({ id: 'checkpoint-login' });
  journal.records.writeQuietly([
    { kind: 'checkpoint', id: own.id, expectedVersion: 0, after: own, workspace },
  ]);
  await hook(claudeEvents.PostToolUse);
  await hook(claudeEvents.Stop);
  expect(checkpoint()).toMatchObject({
    safeBoundaryLabel: 'before sending',
    replaySafety: 'operator_gated',
    completedToolCalls: [{ name: 'Bash: git push' }],
  });
});

test('what it cannot understand is told, and is a sign of life all the same', async () => {
  for (const text of ['', '{', '[]', '{"hook_event_name":""}', '\u{FEFF}{}', '\0\0', '"x"']) {
    const version = journal.records.get('session', 's-login')?.version ?? 0;
    expect(await hook(text)).toHaveLength(1);
    expect(journal.records.get('session', 's-login')?.version).toBe(version + 1);
  }
  expect(checkpoint()).toBeUndefined();
});

test('whose event it is must be known: else nothing is written, and no journal is made', async () => {
  expect(await hook(claudeEvents.Stop, { env: { ROLLCALL_SESSION: undefined } })).toHaveLength(1);
  expect(await hook(claudeEvents.Stop, { env: { ROLLCALL_SESSION: '../x' } })).toHaveLength(1);
  const empty = mkdtempSync(join(tmpdir(), 'rollcall-hook-empty-'));
  expect(await hook(claudeEvents.Stop, { home: empty })).toHaveLength(1);
  expect(readdirSync(empty)).toEqual([]);
  rmSync(empty, { recursive: true });
});

test('an event without end is cut off', async () => {
  const told: string[] = [];
  const call = {
    home,
    env: { ROLLCALL_SESSION: 's-login' },
    tell: (line: string) => told.push(line),
  };
  const endless = Readable.from(
    (function* () {
      for (;;) yield Buffer.alloc(1 << 20, 32);
    })(),
  );
  await runHook('claude-code', { ...call, stdin: endless });
  await runHook('claude-code', { ...call, stdin: new Readable({ read: () => undefined }) });
  await runHook('other', { ...call, stdin: Readable.from([]) });
  expect(told).toEqual([
    expect.stringContaining('more than'),
    expect.stringContaining('did not end'),
    expect.stringContaining('“other”'),
  ]);
});

test('as a command it exits with 0 and leaves standard output to the agent', async () => {
  const world = await makeWorld(sourceEntry);
  try {
    for (const args of [
      ['hook', 'claude-code'],
      ['hook', 'claude-code', '--json'],
      ['hook', 'x'],
    ]) {
      const { code, stdout, stderr } = await world.rollcall(args, { input: '{"a":' });
      expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
      expect(stderr).toMatch(/^rollcall hook: /u);
    }
  } finally {
    await world.remove();
  }
});
