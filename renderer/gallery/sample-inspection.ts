import type { FileDiff, Inspection, LogChunk } from '#shared/contract/inspector.ts';
import { later } from '#shared/testing/moments.ts';
import { fill, type Sampling } from './tried-names.ts';

/** A worktree, dirty and ahead. */
const usual = (environmentId: string, now: string): Inspection => ({
  environmentId,
  mode: 'git_worktree',
  path: `/home/operator/code/api.worktrees/${environmentId}`,
  observedAt: now,
  unreadable: null,
  branch: 'rollcall/rate-limiter',
  base: 'main',
  head: '9f31c02a7d1e4b5c6f7081920a1b2c3d4e5f6071',
  upstream: 'origin/rollcall/rate-limiter',
  ahead: 2,
  behind: 0,
  operation: null,
  lease: { holder: 'process 4121', state: 'abandoned', acquiredAt: later(now, -7_700_000) },
  changes: [
    { path: 'src/gateway/limiter.ts', change: 'modified', isStaged: false, isUnstaged: true },
    { path: 'src/gateway/index.ts', change: 'modified', isStaged: true, isUnstaged: false },
    { path: 'test/limiter.burst.test.ts', change: 'untracked', isStaged: false, isUnstaged: true },
  ],
  changeCount: 3,
  commits: [
    {
      id: '9f31c02a7d1e4b5c6f7081920a1b2c3d4e5f6071',
      subject: 'Limit bursts per key',
      author: 'agent',
      at: later(now, -8_000_000),
    },
    {
      id: '1c0ffee27d1e4b5c6f7081920a1b2c3d4e5f6071',
      subject: 'Read the policy of a key',
      author: 'agent',
      at: later(now, -9_000_000),
    },
  ],
  checkpoint: {
    label: 'after unit tests',
    stage: 'blocked',
    replaySafety: 'checkpoint_resumable',
    disposition: 'resume_from_checkpoint',
    hasResumeState: true,
    note: 'interrupted by a restart of this machine',
    toolCalls: [
      { name: 'edit src/gateway/limiter.ts', at: later(now, -7_800_000) },
      { name: 'npm test', at: later(now, -7_750_000) },
    ],
    updatedAt: later(now, -7_700_000),
  },
  sessionId: 's-limiter',
  command: ['claude', '-p', 'Limit requests per key; don’t touch the gateway’s contract'],
});

/** A made-up diff of one file. */
export const sampleDiff = (path: string): FileDiff => ({
  path,
  text: [
    `diff --git a/${path} b/${path}`,
    'index 1c0ffee..9f31c02 100644',
    `--- a/${path}`,
    `+++ b/${path}`,
    '@@ -42,5 +42,6 @@ export class Limiter {',
    ' export function allow(key: Key, now: Instant) {',
    '-  return bucket(key).take(1)',
    '+  const b = bucket(key, policyFor(key))',
    '+  return b.take(1, now) ?? deny(key, b.refillsAt)',
    ' }',
    ' ',
    ' export function deny(key: Key, until: Instant) {',
    '',
  ].join('\n'),
  note: null,
});

/** Git lists so many changed files at most. */
const listedAtMost = 500;

/** A made-up worktree with so many changed files, commits and tool calls. */
export function sampleInspection(
  environmentId: string,
  { items, now, names }: Sampling,
): Inspection {
  const one = usual(environmentId, now);
  const again = (path: string, round: number) => path.replace(/(?=\.\w+$)/u, `-${round}`);
  const changes = fill(one.changes, Math.min(items, listedAtMost), (change, round) => ({
    ...change,
    path: again(change.path, round),
  })).map((change, at) =>
    names === undefined ? change : { ...change, path: again(names.file, at) },
  );
  const commits = fill(one.commits, Math.min(items, 20), (commit, round) => ({
    ...commit,
    id: `${round}${commit.id.slice(String(round).length)}`,
    at: later(commit.at, -round * 3_600_000),
  })).map((commit) =>
    names === undefined ? commit : { ...commit, subject: names.subject, author: names.author },
  );
  const { checkpoint } = one;
  const toolCalls = fill(checkpoint?.toolCalls ?? [], items, (call) => call).map((call, at) => ({
    ...call,
    name: names === undefined ? call.name : `edit ${names.file}`,
    at: later(call.at, at * 1000),
  }));
  return {
    ...one,
    ...(names !== undefined && {
      path: `/home/operator/code/${names.workspace}.worktrees/${names.directory}`,
      branch: names.branch,
      upstream: `origin/${names.branch}`,
      command: ['claude', '-p', names.task],
    }),
    ahead: items === 0 ? 0 : one.ahead,
    changes,
    changeCount: items,
    commits,
    lease: items === 0 ? null : one.lease,
    sessionId: items === 0 ? null : (names?.session ?? one.sessionId),
    checkpoint:
      items === 0 || checkpoint === null
        ? null
        : { ...checkpoint, label: names?.label ?? checkpoint.label, toolCalls },
  };
}

const usualLog = [
  '\u001b[1m> npm test\u001b[0m',
  '\u001b[32m✓\u001b[0m limiter allows a burst (12 ms)',
  '\u001b[32m✓\u001b[0m limiter refills over time (8 ms)',
  '\u001b[31m✗\u001b[0m limiter denies per key (4 ms)',
  '  expected \u001b[33m429\u001b[0m, got 200',
];

/** A made-up log of so many lines, whole in its first piece. */
export function sampleLog(sessionId: string, offset: number, sampling: Sampling): LogChunk {
  const { items, names } = sampling;
  const lines = fill(usualLog, Math.max(1, items), (line) => line).map((line, at) =>
    names === undefined || at % 2 === 1 ? line : `${line} in ${names.file}: ${names.task}`,
  );
  const log = `${lines.join('\n')}\n`;
  const { length } = log;
  return {
    sessionId,
    text: offset > 0 ? '' : log,
    offset: Math.max(0, offset),
    nextOffset: length,
    size: length,
    unreadable: null,
  };
}
