import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Console } from '#electron/console/open-console.ts';
import type { Journal } from '#electron/journal/open-journal.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { createGitRunner } from '#electron/platform/git-runner.ts';
import { homePaths } from '#electron/platform/home.ts';
import { parseProcessStat } from '#electron/platform/process-stat.ts';
import { openTerminalConsole } from '#electron/terminal/open-terminal-console.ts';
import { journalOf } from '#electron/journal/testing/journal-of.ts';
import { readBootId } from '#electron/observe/process.ts';
import type { Environment } from '#shared/domain/environment.ts';
import type { RunGit } from '#shared/domain/git.ts';
import type { RecordChange, RecordKinds } from '#shared/domain/records.ts';
import type { ProcessIdentity } from '#shared/domain/session.ts';
import { untouchedTask } from '#shared/domain/task.ts';
import { recordedWorktree } from '#shared/testing/recorded-worktree.ts';
import { valueOf } from '#shared/testing/value-of.ts';
import type { BenchFolder } from './bench-folder.ts';

/** A worktree with its record, and whoever is at work there. */
export interface Place {
  readonly index: number;
  readonly environmentId: string;
  readonly taskId: string;
  readonly path: string;
  readonly branch: string;
  sessionId: string | undefined;
  pid: number | undefined;
}

export interface DetectWorld {
  readonly repository: string;
  readonly places: readonly Place[];
  readonly console: Console;
  /** Git processes that the console asked for so far. */
  gitCount(): number;
  /** Starts a session, or only a lease holder, at a place, and records it; as another process would. */
  occupy(place: Place, kind: 'session' | 'holder'): void;
  close(): Promise<void>;
}

const bootId = await readBootId();
const host = hostname();

function identify(pid: number): ProcessIdentity {
  const stat = parseProcessStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  if (stat === undefined) throw new Error(`Process ${pid} could not be identified.`);
  return { pid, startTime: stat.startTime, bootId, host };
}

function put(journal: Journal, kind: RecordChange['kind'], id: string, after: unknown): void {
  const known = journal.records.get(kind, id);
  // The caller gives a record of that kind.
  const change = { kind, id, expectedVersion: known?.version ?? 0, after } as RecordChange;
  const written = journal.records.write([{ ...change, workspace: '' }], {
    actor: 'import',
    verb: 'bench',
    subject: `${kind}:${id}`,
    result: 'applied',
    message: 'A bench wrote it.',
  });
  if (!written.ok) put(journal, kind, id, after);
}

/** `sessions` places have an agent; the rest of the `worktrees` are idle, half of them under a lease. */
export async function makeDetectWorld(
  folder: BenchFolder,
  { sessions, worktrees, idle }: { sessions: number; worktrees: number; idle: number },
): Promise<DetectWorld> {
  const repository = join(folder.path, 'shop');
  for (let file = 0; file < 40; file += 1)
    folder.write(join(repository, `src/file-${file}.ts`), `export const n = ${file};\n`);
  folder.commitFirst(repository);
  const home = join(folder.path, 'home');
  folder.write(join(home, 'sessions', '.keep'), '');
  const journal = journalOf(home);
  journal.workspaces.add({ path: repository, name: 'shop', isSample: false });
  const now = systemClock.now();
  const dated = { createdAt: now, updatedAt: now };
  const run: RecordKinds['run'] = {
    id: 'run-1',
    status: 'running',
    workspaceDir: repository,
    ...dated,
  };
  put(journal, 'run', run.id, run);

  const places = Array.from({ length: worktrees }, (_, index): Place => {
    const branch = `rollcall/task-${index}`;
    const path = join(`${repository}.worktrees`, `rollcall-task-${index}`);
    folder.git(repository, 'worktree', 'add', '--quiet', '-b', branch, path);
    return {
      index,
      environmentId: `env-${index}`,
      taskId: `task-${index}`,
      path,
      branch,
      sessionId: undefined,
      pid: undefined,
    };
  });

  const environmentAt = ({ environmentId: id, taskId, path, branch }: Place): Environment =>
    recordedWorktree({ id, root: repository, path, branch, at: now }, { runId: run.id, taskId });

  function recordTask({ taskId, environmentId }: Place, state: 'running' | 'queued'): void {
    const task: RecordKinds['task'] = {
      id: taskId,
      runId: run.id,
      agentId: 'sleeper',
      state,
      executionMode: 'git_worktree',
      environmentId,
      ...untouchedTask(now),
      attempts: 1,
    };
    put(journal, 'task', taskId, task);
  }

  let generation = 0;
  function begin(taskId: string, cwd: string): { sessionId: string; identity: ProcessIdentity } {
    generation += 1;
    const sessionId = `s-${taskId}-${generation}`;
    const { pid = 0 } = folder.start('sleep', ['100000'], folder.path);
    const identity = identify(pid);
    const directory = join(homePaths(home).sessions, sessionId);
    const command = ['sleep', '100000'];
    const startedAt = systemClock.now();
    folder.write(join(directory, 'identity.json'), JSON.stringify(identity));
    folder.write(join(directory, 'pid'), `${pid}\n`);
    folder.write(
      join(directory, 'command.json'),
      JSON.stringify({ engine: 'process', command, cwd, startedAt, host, bootId }),
    );
    const session: RecordKinds['session'] = {
      id: sessionId,
      taskId,
      runId: run.id,
      engine: 'process',
      status: 'running',
      ...identity,
      cwd,
      command,
      startedAt,
      updatedAt: startedAt,
    };
    put(journal, 'session', sessionId, session);
    return { sessionId, identity };
  }

  function occupy(place: Place, kind: 'session' | 'holder'): void {
    const ended =
      place.sessionId === undefined ? undefined : journal.records.get('session', place.sessionId);
    if (ended !== undefined)
      put(journal, 'session', ended.record.id, { ...ended.record, status: 'exit', exitCode: -1 });
    if (kind === 'session') {
      const { sessionId, identity } = begin(place.taskId, place.path);
      Object.assign(place, { sessionId, pid: identity.pid });
      put(journal, 'environment', place.environmentId, environmentAt(place));
      recordTask(place, 'running');
      return;
    }
    const { pid = 0 } = folder.start('sleep', ['100000']);
    place.pid = pid;
    const lease = {
      kind: 'execution',
      holder: identify(pid),
      token: `token-${pid}`,
      acquiredAt: systemClock.now(),
    } as const;
    put(journal, 'environment', place.environmentId, { ...environmentAt(place), lease });
    recordTask(place, 'queued');
  }

  for (const place of places) {
    put(journal, 'environment', place.environmentId, environmentAt(place));
    if (place.index < worktrees - idle) occupy(place, 'session');
    else if (place.index % 2 === 0) occupy(place, 'holder');
    else recordTask(place, 'queued');
  }
  // The other sessions work in no environment of their own.
  for (let extra = worktrees - idle; extra < sessions; extra += 1) {
    const { sessionId } = begin(`free-${extra}`, folder.path);
    const record = journal.records.get('session', sessionId)?.record;
    put(journal, 'session', sessionId, { ...record, taskId: undefined });
  }

  const runGit = createGitRunner();
  let asked = 0;
  const counting: RunGit = (request) => {
    asked += 1;
    return runGit(request);
  };
  const console = valueOf(await openTerminalConsole(home, { runGit: counting }));
  console.start();
  await console.lookNow();
  return {
    repository,
    places,
    console,
    gitCount: () => asked,
    occupy,
    async close() {
      await console.close();
      journal.close();
    },
  };
}
