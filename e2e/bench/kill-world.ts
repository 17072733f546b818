import { hostname } from 'node:os';
import { join } from 'node:path';
import { createLocalMachine } from '#electron/console/local-machine.ts';
import type { Journal } from '#electron/journal/open-journal.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { journalOf } from '#electron/journal/testing/journal-of.ts';
import { readBootId } from '#electron/observe/process.ts';
import type { RecordKinds } from '#shared/domain/records.ts';
import { untouchedTask } from '#shared/domain/task.ts';
import { deadPid, deadSession } from '#shared/testing/dead-session.ts';
import { recordedWorktree } from '#shared/testing/recorded-worktree.ts';
import { valueOf } from '#shared/testing/value-of.ts';
import type { BenchFolder } from './bench-folder.ts';

const at = '2026-01-31T09:00:00.000Z';
const dated = { createdAt: at, updatedAt: at } as const;
const bootId = await readBootId();

/** One task in a worktree of its own, interrupted, with work that must not be lost. */
export interface KillWorld {
  readonly home: string;
  readonly repository: string;
  readonly worktree: string;
  /** Its agent adds one line each time it is started. */
  readonly starts: string;
}

export const killWorldAt = (root: string): KillWorld => ({
  home: join(root, 'home'),
  repository: join(root, 'shop'),
  worktree: join(root, 'shop.worktrees', 'login'),
  starts: join(root, 'starts'),
});

export function put<K extends 'run' | 'task' | 'environment' | 'checkpoint' | 'session'>(
  journal: Journal,
  { repository }: KillWorld,
  kind: K,
  after: RecordKinds[K],
): void {
  const change = {
    kind,
    id: after.id,
    expectedVersion: journal.records.get(kind, after.id)?.version ?? 0,
    after,
    workspace: repository,
  };
  const told = { actor: 'import', verb: 'bench', subject: `${kind}:${after.id}` } as const;
  // `kind` and `after` belong together by K.
  const audit = { ...told, result: 'applied', message: 'A bench wrote it.' };
  valueOf(journal.records.write([change as never], audit));
}

function makeRepository(folder: BenchFolder, { repository, worktree }: KillWorld): void {
  folder.write(join(repository, 'kept.txt'), 'committed\n');
  folder.commitFirst(repository);
  folder.git(repository, 'worktree', 'add', '--quiet', '-b', 'rollcall/login', worktree);
  folder.write(join(worktree, 'kept.txt'), 'precious change\n');
  folder.write(join(worktree, 'new.txt'), 'precious new file\n');
}

export const environmentIn = ({ repository, worktree }: KillWorld): RecordKinds['environment'] =>
  recordedWorktree(
    { id: 'env-login', root: repository, path: worktree, branch: 'rollcall/login', at },
    {
      runId: 'run-1',
      taskId: 'login',
      state: 'in_use',
      recoveryStatus: 'not_required',
      lease: {
        kind: 'execution',
        holder: { sessionId: 's-login', pid: deadPid, startTime: '1', bootId },
        token: 'token-before',
        acquiredAt: at,
      },
    },
  );

/** Makes it below `root`, with what one scenario changes. */
export async function makeKillWorld(
  folder: BenchFolder,
  root: string,
  change: (made: Made) => Promise<void> | void,
): Promise<KillWorld> {
  const world = killWorldAt(root);
  makeRepository(folder, world);
  const journal = journalOf(world.home);
  journal.workspaces.add({ path: world.repository, name: 'shop', isSample: false });
  put(journal, world, 'run', {
    id: 'run-1',
    status: 'running',
    workspaceDir: world.repository,
    ...dated,
  });
  put(journal, world, 'task', {
    id: 'login',
    runId: 'run-1',
    agentId: 'custom',
    state: 'running',
    environmentId: 'env-login',
    executionMode: 'git_worktree',
    ...untouchedTask(at),
    startedAt: at,
  });
  put(journal, world, 'environment', environmentIn(world));
  put(journal, world, 'checkpoint', {
    id: 'cp-login',
    taskId: 'login',
    stage: 'running',
    replaySafety: 'checkpoint_resumable',
    resumeDisposition: 'resume_from_checkpoint',
    safeBoundaryLabel: 'half-way',
    completedToolCalls: [{ name: 'edit', at }],
    resultPublished: false,
    resumeState: { step: 3 },
    ...dated,
  });
  const session = deadSession(
    { id: 's-login', taskId: 'login', at },
    {
      bootId,
      host: hostname(),
      cwd: world.worktree,
      command: ['sh', '-c', 'echo started >> "$1"; exec sleep 600', 'sh', world.starts],
    },
  );
  put(journal, world, 'session', session);
  await change({ folder, world, journal });
  journal.close();
  return world;
}

/** A world that is being made. */
export interface Made {
  readonly folder: BenchFolder;
  readonly world: KillWorld;
  readonly journal: Journal;
}

/** Runs `command` as session s-login and records it as running. */
export async function startSession(
  { world, journal }: Omit<Made, 'folder'>,
  command: readonly string[],
): Promise<void> {
  const machine = await createLocalMachine({ home: world.home, clock: systemClock });
  const engine = machine.engines.find(({ name }) => name === 'process');
  const request = { sessionId: 's-login', command, cwd: world.repository, env: {} };
  const started = await engine?.start(request);
  if (started?.ok !== true) throw new Error(`No session: ${JSON.stringify(started)}`);
  const session = journal.records.get('session', 's-login')?.record;
  if (session === undefined) throw new Error('There is no session s-login.');
  put(journal, world, 'session', { ...session, ...started.value.identity });
}
