import { expect } from 'vitest';
import { parseLockText } from '#shared/domain/lock-text.ts';
import { isPid, parseExit, parsePid } from '#electron/engines/session-files.ts';
import { parsePanes } from '#electron/engines/tmux-panes.ts';
import { parseLinuxBootTime, parseMacBootTime } from '#electron/observe/boot-time.ts';
import { parsePsLine } from '#electron/observe/mac-process.ts';
import { parseStatus } from '#electron/observe/parse-status.ts';
import { parseWorktreeList } from '#electron/observe/parse-worktree-list.ts';
import { parseGitPointer } from '#electron/platform/git-directories.ts';
import { parseProcessStat } from '#electron/platform/process-stat.ts';
import { isCount, isInstant, isText, parser, type Parser } from './define-parser.ts';

const oid = 'a'.repeat(40);
const zeros = '0'.repeat(40);

const worktrees = [
  `worktree /repos/shop\0HEAD ${oid}\0branch refs/heads/main\0\0`,
  `worktree /repos/shop\0bare\0\0worktree /repos/a\nb\0HEAD ${oid}\0detached\0locked\0prunable gone\0\0`,
  `worktree /repos/new\0HEAD ${zeros}\0branch refs/heads/main\0locked run 41 (pid 3)\nworktree /x\0\0`,
];

const statuses = [
  '',
  `# branch.oid ${oid}\0# branch.head main\0# branch.upstream origin/main\0# branch.ab +1 -2\0`,
  `# branch.oid (initial)\0# branch.head (detached)\0? new file\n\0? -rf\0`,
  `1 .M N... 100644 100644 100644 ${oid} ${oid} a b\0`,
  `2 R. N... 100644 100644 100644 ${oid} ${oid} R100 to\0from\0`,
  `u UU N... 100644 100644 100644 100644 ${oid} ${oid} ${oid} c\0`,
];

const stats = [
  `41 (agent) S 1 41 41 0 -1 4194560 ${'0 '.repeat(12)}880042 0 0\n`,
  `2 (a) b) c\n) R 0 0 0 0 -1 0 ${'0 '.repeat(12)}7 0\n`,
];

/** What programs and the system tell. */
export const toldParsers: readonly Parser[] = [
  parser('git worktree list', parseWorktreeList, worktrees, (entries) => {
    for (const { path, head, branch } of entries) {
      expect(path.startsWith('/')).toBe(true);
      expect(path).not.toContain('\0');
      if (head !== undefined) expect(head).toMatch(/^[0-9a-f]{40,64}$/u);
      if (branch !== undefined) expect(branch).not.toContain('\0');
    }
  }),
  parser('git status', parseStatus, statuses, ({ changes, ahead, behind }) => {
    for (const { path, from } of changes) {
      isText(path);
      expect(`${path}${from ?? ''}`).not.toContain('\0');
    }
    for (const count of [ahead, behind]) if (count !== undefined) isCount(count);
  }),
  parser(
    '.git file',
    parseGitPointer,
    ['gitdir: /repos/.git/worktrees/a\n', 'gitdir: ../x\r\n'],
    isText,
  ),
  parser('/proc stat', parseProcessStat, stats, ({ pid, parent, startTime }) => {
    expect(Number.isSafeInteger(pid) && Number.isSafeInteger(parent)).toBe(true);
    expect(startTime).toMatch(/^\d+$/u);
  }),
  parser('btime', parseLinuxBootTime, ['cpu 1\nbtime 1767225600\n'], isInstant),
  parser('kern.boottime', parseMacBootTime, ['{ sec = 1767225600, usec = 1 } Thu'], isInstant),
  parser(
    'ps',
    (text) => {
      const look = parsePsLine(text);
      return look.kind === 'unreadable' ? undefined : look;
    },
    ['Thu Jan  1 10:00:00 2026 S    \n', 'Thu Jan  1 10:00:00 2026 Z    \n'],
    (look) => {
      if (look.kind !== 'found') return;
      isInstant(look.startedAt);
    },
  ),
  parser(
    'tmux panes',
    (text) => {
      const read = parsePanes(text, 'abc');
      if (read.kind === 'unreadable') isText(read.why);
      return read.kind === 'read' ? read.panes : undefined;
    },
    ['', '4121:0:$3:abc:s-login\n4122:1:$4::other\n', '77:0:$1:def:not ours: at all\n'],
    (panes) => {
      for (const { pid, sessionId } of panes) {
        expect(isPid(pid)).toBe(true);
        isText(sessionId);
      }
    },
  ),
  parser('pid', parsePid, ['4121\n', '2\n'], (pid) => expect(isPid(pid)).toBe(true)),
  parser(
    'exit',
    (text) => parseExit(text, 1_767_225_600_500),
    ['0 1767225600\n', '137 1\n'],
    (end) => {
      isInstant(end.endedAt);
      expect(end.exitCode).toBeLessThanOrEqual(255);
    },
  ),
  parser(
    'lock text',
    parseLockText,
    ['run 41 (pid 4121, start 880042)', 'pid: 7 started at 2026-01-01T00:00:00Z host: desk'],
    ({ pid, start, startedMs }) => {
      isCount(pid);
      if (start !== undefined) isCount(start);
      if (startedMs !== undefined) expect(Number.isFinite(startedMs)).toBe(true);
    },
  ),
];
