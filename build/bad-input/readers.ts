// Everything in Rollcall that reads a file which somebody else may have made.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  parseRecordsDocument,
  recordsDocumentMaxBytes,
} from '#shared/contract/records-document.ts';
import { claimHome } from '#electron/console/home-owner.ts';
import { parsePlace } from '#electron/desktop/parse-place.ts';
import { createKeptState, observeSession } from '#electron/engines/observe-session.ts';
import { readAdminDirectories, readAdminDirectory } from '#electron/observe/admin-directory.ts';
import { readLogChunk } from '#electron/observe/log-tail.ts';
import { stampEnvironment } from '#electron/observe/stamp.ts';
import { observeWorktreeLink } from '#electron/observe/worktree-link.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { readTextNow } from '#electron/platform/files.ts';
import { findGitDirectories, readGitLink } from '#electron/platform/git-directories.ts';
import { gestura } from '#electron/sources/gestura/gestura.ts';
import { gesturaFiles } from '#electron/sources/gestura/testing-gestura.ts';
import { grite } from '#electron/sources/grite/grite.ts';
import { blockOf, shown } from '#electron/sources/grite/testing-grite.ts';
import { huskies } from '#electron/sources/huskies/huskies.ts';
import { eventsFile, itemsFile, timersFile } from '#electron/sources/huskies/testing-huskies.ts';
import { ralph } from '#electron/sources/ralph/ralph.ts';
import {
  lockOwner,
  lockPath,
  mixedState,
  statePath,
} from '#electron/sources/ralph/testing-ralph.ts';
import type { SourceReader, SourceRecords } from '#electron/sources/source-reading.ts';
import { readText } from '#electron/terminal/read-text.ts';
import { makeEnvironment } from '#shared/testing/make-record.ts';

/** What a reader made of it: something, nothing at all, or the admission that it could not be read. */
export type Answer =
  | { readonly kind: 'took' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'told'; readonly why: string };

export interface Reader {
  readonly file: string;
  /** What should be there. */
  readonly good: string;
  readonly read: (root: string) => Promise<Answer>;
  /** Puts what belongs beside it. */
  readonly prepare?: (root: string) => void;
  /** The answer to what should be there, when it is not taken. */
  readonly whenGood?: Answer['kind'];
  /** Our own file of a moment: what names nobody is replaced. */
  readonly isReplaced?: true;
}

const took: Answer = { kind: 'took' };
const nothing: Answer = { kind: 'nothing' };
const told = (why: string): Answer => ({ kind: 'told', why });
const observedAt = '2026-01-01T00:00:00.000Z';

const command = JSON.stringify({
  engine: 'process',
  command: ['agent', '--task', 'login'],
  cwd: '/repos',
  startedAt: observedAt,
  host: 'desk',
  bootId: 'boot-1',
});
const identity = JSON.stringify({ pid: 4121, startTime: '880042', bootId: 'boot-1', host: 'desk' });

/** A session whose other files are in order; its process is gone. */
const session = (name: string, good: string): Reader => ({
  file: `sessions/s1/${name}`,
  good,
  prepare(root) {
    const directory = join(root, 'sessions', 's1');
    const isOfStart = name === 'command.json' || name === 'pid' || name === 'identity.json';
    const others = {
      'command.json': command,
      pid: '4121\n',
      ...(isOfStart ? {} : { 'identity.json': identity }),
    };
    for (const [other, text] of Object.entries(others))
      if (other !== name) writeFileSync(join(directory, other), text);
  },
  async read(root) {
    const entry = await observeSession(
      {
        engine: 'process',
        sessionsDir: join(root, 'sessions'),
        observeProcess: () => Promise.resolve({ kind: 'absent', observedAt }),
        identifyProcess: (pid) =>
          Promise.resolve(
            pid === process.pid ? { pid, bootId: 'boot-1', host: 'desk' } : undefined,
          ),
        processes: {
          list: () => [{ pid: 2, parent: 1, group: 2, startTime: '1' }],
          startTimeOf: () => undefined,
          sessionOf: () => undefined,
          commandOf: () => undefined,
        },
        clock: systemClock,
        ...createKeptState(systemClock),
      },
      's1',
    );
    if (entry === undefined) return nothing;
    return entry.process.kind === 'unknown' ? told(entry.process.why) : took;
  },
});

/** An entry of `.git/worktrees` whose other files are in order. */
const admin = (name: string, good: string): Reader => ({
  file: `common/worktrees/one/${name}`,
  good,
  prepare(root) {
    const directory = join(root, 'common', 'worktrees', 'one');
    if (name !== 'gitdir') writeFileSync(join(directory, 'gitdir'), join(root, 'wt', '.git'));
  },
  async read(root) {
    const directory = join(root, 'common', 'worktrees', 'one');
    const all = await readAdminDirectories(join(root, 'common'));
    const one = await readAdminDirectory(directory);
    if (one === undefined) throw new Error(`${directory} was not read.`);
    return all.size === 0 ? nothing : took;
  },
});

const handed = (file: string, good: string): Reader => ({
  file,
  good,
  read: (root) => {
    try {
      const text = readText(join(root, file), recordsDocumentMaxBytes);
      const parsed = parseRecordsDocument(text, join(root, file));
      return Promise.resolve(parsed.ok ? took : told(parsed.error.message));
    } catch (error) {
      // What the terminal entry shows for it.
      if (!(error instanceof Error && 'exitCode' in error)) throw error;
      return Promise.resolve(told(error.message));
    }
  },
});

const dotGit: Reader = {
  file: 'wt/.git',
  good: 'gitdir: /nowhere/.git/worktrees/wt\n',
  // It leads to what is not there.
  whenGood: 'told',
  async read(root) {
    const directory = join(root, 'wt');
    stampEnvironment(makeEnvironment.worktree({ path: directory }), undefined);
    await findGitDirectories(directory);
    const link = await readGitLink(directory);
    const seen = await observeWorktreeLink(directory, join(root, 'common'));
    if (link.kind === 'none') return nothing;
    return seen.kind === 'broken' || seen.kind === 'unknown' ? told(`.git: ${seen.why}`) : took;
  },
};

const commonDir: Reader = {
  file: 'bare/.git/commondir',
  good: '../..\n',
  prepare: (root) => writeFileSync(join(root, 'bare', '.git', 'HEAD'), 'ref: refs/heads/main\n'),
  async read(root) {
    return (await findGitDirectories(join(root, 'bare'))) === undefined ? nothing : took;
  },
};

const place = { bounds: { x: 0, y: 0, width: 900, height: 600 }, isMaximized: false };

/** A file of another system, read by the one who reads all of that system's. */
const foreign = (reader: SourceReader, file: string, good: string): Reader => ({
  file,
  good,
  async read(root) {
    const parts = (await reader.read(root))?.parts ?? [];
    const messages = parts.flatMap((part) => (part.kind === 'unreadable' ? [part.message] : []));
    if (messages.length > 0) return told(messages.join(' '));
    return parts.some((part) => part.kind === 'read' && hasRecords(part.records)) ? took : nothing;
  },
});

const hasRecords = (records: SourceRecords): boolean =>
  Object.values(records).some((list) => (list?.length ?? 0) > 0);

/** By its path below the folder that is watched. */
const foreignFiles = (reader: SourceReader, files: Readonly<Record<string, string>>) =>
  Object.entries(files).map(([file, good]) => foreign(reader, file, good));

export const readers: readonly Reader[] = [
  foreign(ralph, statePath, mixedState),
  { ...foreign(ralph, lockPath, lockOwner), whenGood: 'nothing' },
  ...foreignFiles(gestura, gesturaFiles('/w')),
  foreign(grite, '.grite/rollcall/show.json', shown(blockOf('running'))),
  foreign(huskies, '.huskies/rollcall/items.json', itemsFile),
  foreign(huskies, '.huskies/rollcall/events.ndjson', eventsFile),
  { ...foreign(huskies, '.huskies/timers.json', timersFile), whenGood: 'nothing' },
  session('command.json', command),
  session('identity.json', identity),
  session('pid', '4121\n'),
  session('shim.pid', '4120\n'),
  session('exit', '0 1767225600\n'),
  session('output.log', 'hello\n'),
  admin('gitdir', '/repos/wt/.git\n'),
  admin('index.lock', ''),
  admin('rebase-merge/head-name', 'refs/heads/one\n'),
  admin('sequencer/todo', 'pick abc\n'),
  admin('BISECT_START', 'main\n'),
  dotGit,
  commonDir,
  handed('records.json', JSON.stringify({ schemaVersion: 1, workspaceRoot: '/repos' })),
  {
    file: 'console.json',
    good: JSON.stringify({ identity: { pid: 4121 }, shell: 'd', socket: '/s', token: 't' }),
    isReplaced: true,
    // Whether its owner lives is not seen.
    whenGood: 'told',
    async read(root) {
      const claimed = await claimHome(
        {
          file: join(root, 'console.json'),
          observeProcess: () => Promise.resolve({ kind: 'unknown', why: 'not seen', observedAt }),
        },
        { identity: { pid: 1 }, shell: 'd', socket: '/s', token: 'new' },
      );
      return claimed.ok ? took : told(`console.json: ${claimed.error.message}`);
    },
  },
  {
    file: 'window.json',
    good: JSON.stringify(place),
    read: (root) => {
      const text = readTextNow(join(root, 'window.json'), 64 * 1024);
      return Promise.resolve(text.ok && parsePlace(text.value) ? took : nothing);
    },
  },
  {
    file: 'output.log',
    good: 'hello\n',
    async read(root) {
      const chunk = await readLogChunk(join(root, 'output.log'), -4096, 4096);
      return chunk.unreadable === null ? took : told(chunk.unreadable);
    },
  },
];

export const makeFolders = (root: string): void => {
  for (const name of ['wt', 'bare/.git', 'common'])
    mkdirSync(join(root, name), { recursive: true });
};
