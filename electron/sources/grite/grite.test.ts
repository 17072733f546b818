import { expect, test } from 'vitest';
import { makeFolder } from '#electron/sources/testing-folder.ts';
import { grite } from './grite.ts';
import { actor, blockOf, listed, locks, shown, shownByDaemon, status } from './testing-grite.ts';

const local = { [`.git/grite/actors/${actor}/daemon.lock`]: '{}' };

async function readFiles(files: Readonly<Record<string, string>>) {
  using made = makeFolder(files);
  const [part] = (await grite.read(made.folder))?.parts ?? [];
  return {
    ...(part?.kind === 'read' ? part.records : {}),
    note: part?.kind === 'read' ? part.note : undefined,
    message: part?.kind === 'unreadable' ? part.message : undefined,
  };
}

const lives = [
  blockOf('spawned'),
  blockOf('ready', { last_heartbeat_ts: 1_700_000_010_000 }),
  blockOf('running', { last_heartbeat_ts: 1_700_000_030_000 }),
] as const;

test.each([
  ['as printed', shown(...lives)],
  ['by a daemon', shownByDaemon(...lives)],
])('the newest block of a session counts, %s', async (_how, text) => {
  const { sessions, tasks, environments } = await readFiles({
    ...local,
    '.grite/rollcall/show.json': text,
  });
  expect(sessions).toEqual([
    {
      id: 's-20250117-a2f9',
      taskId: 't-20250117-b3c4',
      runId: 'c-20250117-a2f9',
      agentId: 'claude',
      engine: 'brat',
      status: 'running',
      pid: 12345,
      cwd: '/repo/.grite/worktrees/s-20250117-a2f9',
      startedAt: '2023-11-14T22:13:20.000Z',
      lastHeartbeatAt: '2023-11-14T22:13:50.000Z',
      updatedAt: '2023-11-14T22:13:20.003Z',
      session_type: 'polecat',
    },
  ]);
  expect(tasks).toMatchObject([{ id: 't-20250117-b3c4', state: 'running', name: 'Fix parser' }]);
  expect(environments).toMatchObject([{ path: '/repo/.grite/worktrees/s-20250117-a2f9' }]);
});

test('of answers put down at different times the newest counts, whatever they are called', async () => {
  const end = blockOf('exit', { exit_code: 0 });
  const { sessions, environments } = await readFiles({
    ...local,
    '.grite/rollcall/a-newer.json': shown(...lives, end),
    '.grite/rollcall/b-older.json': shown(...lives),
  });
  expect(sessions).toMatchObject([{ status: 'exit' }]);
  expect(environments).toEqual([]);
});

test.each([
  ['status:merged', 'completed'],
  ['status:dropped', 'cancelled'],
  ['status:resting', 'completed'],
])('a closed issue with the label %s is %s', async (label, state) => {
  const text = shown()
    .replace('"state":"open"', '"state":"closed"')
    .replace('status:running', label);
  const { tasks } = await readFiles({ '.grite/rollcall/show.json': text });
  expect(tasks).toMatchObject([{ state, blockedReasons: [] }]);
});

test('a session that has ended keeps its code and reason, and works nowhere', async () => {
  const end = blockOf('exit', { exit_code: -1, exit_reason: 'crash' });
  const { sessions, environments } = await readFiles({
    ...local,
    '.gritee/rollcall/show.json': shown(...lives, end),
  });
  expect(sessions).toMatchObject([{ status: 'exit', exitCode: -1, exitReason: 'crash' }]);
  expect(environments).toEqual([]);
});

test('a session that another actor wrote ran on a machine that cannot be looked at', async () => {
  const { sessions } = await readFiles({ '.grit/rollcall/show.json': shown(...lives) });
  expect(sessions?.[0]?.host).toContain(actor);
});

test.each(['issue_id', 'grite_issue_id', 'gritee_issue_id', 'grit_issue_id'])(
  'a list is read however its ids are spelt: %s',
  async (name) => {
    const { tasks } = await readFiles({ '.brat/rollcall/list.json': listed(name) });
    expect(tasks).toMatchObject([{ id: 't-20250117-b3c4' }]);
  },
);

test('locks and advice are told beside the records', async () => {
  const { note } = await readFiles({
    '.grite/rollcall/locks.json': locks,
    '.grite/rollcall/status.json': status,
  });
  expect(note).toBe('1 lock; Session s-1 missed its heartbeat');
});

test('an answer that went wrong, and a block that is none, are told by name', async () => {
  const failed = await readFiles({ '.grite/rollcall/show.json': '{"ok": false, "error": {}}' });
  expect(failed.message).toMatch(/show\.json, line 1, column 8, ok: expected true, found false/u);
  const broken = await readFiles({
    '.grite/rollcall/show.json': shown(blockOf('asleep')),
  });
  expect(broken.message).toMatch(/show\.json, issue 8057.*: state of a session's block/u);
});

test('a folder that only has its directory says what is missing', async () => {
  const { note, message } = await readFiles({ '.grite/config.toml': '' });
  expect([note, message]).toEqual([expect.stringMatching(/nothing printed is here/u), undefined]);
});
