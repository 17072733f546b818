import { hostname } from 'node:os';
import { join } from 'node:path';
import { withJournal } from '#electron/journal/testing/journal-of.ts';
import type { RecordChange, RecordKinds } from '#shared/domain/records.ts';
import { deadSession } from '#shared/testing/dead-session.ts';
import { recordedWorktree } from '#shared/testing/recorded-worktree.ts';
import { valueOf } from '#shared/testing/value-of.ts';
import type { BenchFolder } from './bench-folder.ts';
import type { KillWorld } from './kill-world.ts';

const at = '2026-01-31T09:00:00.000Z';
const dated = { createdAt: at, updatedAt: at } as const;
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
  withJournal(home, (journal) => {
    journal.workspaces.add({ path: workspace, name: 'shop', isSample: false });
    const run = { id: 'run-1', status: 'running', workspaceDir: workspace, ...dated } as const;
    valueOf(journal.records.write([change('run', run, workspace), ...changes], told));
  });
}

function makeRepository(folder: BenchFolder, { repository }: Pick<KillWorld, 'repository'>): void {
  folder.write(join(repository, 'kept.txt'), 'committed\n');
  folder.commitFirst(repository);
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
    sessions.map((id) =>
      change(
        'session',
        deadSession({ id, taskId: `t-${id}`, at }, { host: hostname(), cwd: repository }),
        repository,
      ),
    ),
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
    const environment = recordedWorktree(
      { id, root: repository, path, branch: id, at },
      { runId: 'run-1', recoveryStatus: 'not_required', cleanupPolicy: 'remove_on_success' },
    );
    return change('environment', environment, repository);
  });
  record(home, repository, environments);
}
