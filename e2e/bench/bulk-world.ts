import { hostname } from 'node:os';
import { join } from 'node:path';
import { openConsole, type Console } from '#electron/console/open-console.ts';
import { openJournal, type Journal } from '#electron/journal/open-journal.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { createGitRunner } from '#electron/platform/git-runner.ts';
import { homePaths } from '#electron/platform/home.ts';
import type { RecordChange, RecordKinds } from '#shared/domain/records.ts';
import type { BenchFolder } from './bench-folder.ts';
import type { KillWorld } from './kill-world.ts';

const at = '2026-01-31T09:00:00.000Z';
const dated = { createdAt: at, updatedAt: at } as const;
const deadPid = 4_194_300;

export async function openAt(home: string): Promise<Console> {
  const opened = await openConsole({
    home,
    shell: 'terminal',
    fallbackReason: null,
    runGit: createGitRunner(),
    clock: systemClock,
  });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

export function useJournal<T>(home: string, use: (journal: Journal) => T): T {
  const opened = openJournal({ file: homePaths(home).journal, clock: systemClock });
  if (!opened.ok) throw new Error(opened.error.message);
  try {
    return use(opened.value);
  } finally {
    opened.value.close();
  }
}

function change<K extends 'run' | 'task' | 'session' | 'environment'>(
  kind: K,
  after: RecordKinds[K],
  workspace: string,
): RecordChange {
  // `kind` and `after` belong together by K.
  return { kind, id: after.id, expectedVersion: 0, after, workspace } as RecordChange;
}

const told = {
  actor: 'import',
  verb: 'bench',
  subject: 'workspace:bench',
  result: 'applied',
  message: 'A bench wrote it.',
} as const;

/** Writes that many records of each kind, in one transaction. */
function record(home: string, workspace: string, changes: readonly RecordChange[]): void {
  useJournal(home, (journal) => {
    journal.workspaces.add({ path: workspace, name: 'shop', isSample: false });
    const run = { id: 'run-1', status: 'running', workspaceDir: workspace, ...dated } as const;
    const written = journal.records.write([change('run', run, workspace), ...changes], told);
    if (!written.ok) throw new Error(written.error.message);
  });
}

function makeRepository(folder: BenchFolder, { repository }: Pick<KillWorld, 'repository'>): void {
  folder.write(join(repository, 'kept.txt'), 'committed\n');
  folder.git(repository, 'init', '--quiet', '--initial-branch=main');
  folder.git(repository, 'add', '--all');
  folder.git(repository, 'commit', '--quiet', '--message=first');
}

/** Sessions recorded as running whose processes are gone: `a-…` and `b-…`, as many of each. */
export function makeSessions(folder: BenchFolder, home: string, repository: string, count: number) {
  makeRepository(folder, { repository });
  const sessions = ['a', 'b'].flatMap((half) =>
    Array.from({ length: count }, (_, index) => `${half}-${index}`),
  );
  record(
    home,
    repository,
    sessions.flatMap((id) => [
      change(
        'session',
        {
          id,
          taskId: `t-${id}`,
          runId: 'run-1',
          agentId: 'custom',
          engine: 'process',
          status: 'running',
          pid: deadPid,
          startTime: '1',
          host: hostname(),
          cwd: repository,
          startedAt: at,
          updatedAt: at,
        },
        repository,
      ),
    ]),
  );
}

/** Worktrees with uncommitted work that are to be cleaned up, `a-…`, and a tenth as many bystanders, `b-…`. */
export function makeWorktrees(
  folder: BenchFolder,
  home: string,
  repository: string,
  count: number,
) {
  makeRepository(folder, { repository });
  const names = [
    ...Array.from({ length: count }, (_, index) => `a-${index}`),
    ...Array.from({ length: Math.ceil(count / 10) }, (_, index) => `b-${index}`),
  ];
  const environments = names.map((id) => {
    const path = join(`${repository}.worktrees`, id);
    folder.git(repository, 'worktree', 'add', '--quiet', '-b', id, path);
    folder.write(join(path, 'new.txt'), `work of ${id}\n`);
    return change('environment', environmentAt(id, repository, path), repository);
  });
  record(home, repository, environments);
}

const environmentAt = (
  id: string,
  repository: string,
  path: string,
): RecordKinds['environment'] => ({
  id,
  runId: 'run-1',
  executionMode: 'git_worktree',
  workspaceRoot: repository,
  path,
  git: {
    repoRoot: repository,
    baseBranch: 'main',
    branch: id,
    worktreePath: path,
    createBranchIfMissing: false,
  },
  writeAccess: true,
  state: 'ready',
  health: 'clean',
  recoveryStatus: 'not_required',
  cleanupPolicy: 'remove_on_success',
  ...dated,
});
