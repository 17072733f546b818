import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { err, ok, type Result } from '#shared/result.ts';
import { managedRoot } from '#shared/domain/managed-root.ts';
import { commitAll, createSampleRepository } from './sample-repository.ts';
import {
  sampleCheckpoint,
  must,
  newCheckpoint,
  record,
  SampleFailure,
  writeFiles,
  type SampleDeps,
  type SampleTask,
} from './sample-task.ts';

const agent = (mode: 'work' | 'finish', topic: string): string[] => ['sh', 'agent.sh', mode, topic];

const launch = async (
  deps: SampleDeps,
  taskId: string,
  taskName: string,
  agentId = 'custom',
  mode: 'work' | 'finish' = 'work',
): Promise<SampleTask> =>
  must(
    await deps.launch({
      taskId: `sample-${taskId}`,
      taskName,
      agentId,
      command: agent(mode, taskName),
    }),
  );

const current = (deps: SampleDeps, kind: 'task' | 'environment' | 'session', id: string) => {
  const found = deps.store.get(kind, id);
  if (found === undefined) throw new SampleFailure(`${kind} ${id} of the sample world is gone`);
  return found;
};

/** An agent with a resumable checkpoint and unsaved files, killed. */
async function crashedWithCheckpoint(deps: SampleDeps): Promise<void> {
  const sample = await launch(deps, 'rate-limiter', 'Rate limiter for the gateway');
  await writeFiles(sample.environment.path, {
    'src/gateway/limiter.ts':
      "import { bucket } from './bucket';\n\nexport function allow(key: string, tokens = 1): boolean {\n  const mine = bucket(key);\n  return mine.take(tokens);\n}\n",
    'src/gateway/limiter.test.ts': "import { allow } from './limiter';\n\nallow('burst', 3);\n",
  });
  const after = sampleCheckpoint(deps, sample, 'after unit tests', 'checkpoint_resumable', {
    step: 3,
    next: 'burst tests',
  });
  record(deps, 'a checkpoint', [newCheckpoint(deps, after)]);
  await deps.kill(sample.identity);
}

/** An agent with a commit and unsaved files, killed before any checkpoint. */
async function crashedWithout(deps: SampleDeps): Promise<void> {
  const sample = await launch(deps, 'postgres-sessions', 'Move sessions to Postgres');
  const root = sample.environment.path;
  await writeFiles(root, { 'src/sessions/schema.sql': 'create table sessions (id text);\n' });
  must(await commitAll(deps.runGit, root, 'Add the sessions table'));
  await writeFiles(root, {
    'src/sessions/store.ts': "export { sessions } from './postgres';\n",
    'src/sessions/postgres.ts': 'export const sessions = null;\n',
    'notes.txt': 'not committed yet\n',
  });
  await deps.kill(sample.identity);
}

/** An agent whose next step must not be repeated without a person, killed. */
async function crashedAtTheGate(deps: SampleDeps): Promise<void> {
  const sample = await launch(deps, 'price-list', 'Publish the price list');
  await writeFiles(sample.environment.path, { 'dist/prices.json': '{"tea": 3}\n' });
  const after = sampleCheckpoint(deps, sample, 'before upload', 'operator_gated', undefined);
  record(deps, 'a gated checkpoint', [newCheckpoint(deps, after)]);
  await deps.kill(sample.identity);
}

/** A queued task whose worktree was deleted by hand. */
async function missingWorktree(deps: SampleDeps): Promise<void> {
  const { environment } = must(
    await deps.prepare({
      taskId: 'sample-invoice-theme',
      taskName: 'Dark mode for invoices',
      agentId: 'custom',
    }),
  );
  await writeFiles(environment.path, {
    'src/invoices/theme.ts': "export const theme = { paper: 'black', ink: 'white' };\n",
  });
  must(await commitAll(deps.runGit, environment.path, 'Turn invoices dark'));
  await rm(environment.path, { recursive: true, force: true });
}

/** A session that ended and was recorded, whose lease nobody released. */
async function abandonedLease(deps: SampleDeps): Promise<void> {
  const sample = await launch(deps, 'release-notes', 'Release notes 2.8');
  await deps.kill(sample.identity);
  const session = current(deps, 'session', sample.session.id);
  const task = current(deps, 'task', sample.task.id);
  const at = deps.clock.now();
  record(deps, 'an end without a release of the lease', [
    {
      kind: 'session',
      id: sample.session.id,
      expectedVersion: session.version,
      after: {
        ...sample.session,
        ...sample.identity,
        status: 'exit',
        exitCode: 137,
        updatedAt: at,
      },
    },
    {
      kind: 'task',
      id: sample.task.id,
      expectedVersion: task.version,
      after: { ...sample.task, state: 'queued', updatedAt: at },
    },
  ]);
}

/** A process that the engine holds and nobody recorded. */
async function unrecordedSession(deps: SampleDeps): Promise<void> {
  const sessionId = `s-unrecorded-${deps.runId}`;
  must(
    await deps.engine.start({
      sessionId,
      command: agent('work', 'terraform clean-up'),
      cwd: deps.repository,
      env: { ROLLCALL_SESSION: sessionId },
    }),
  );
}

/** The agent that ends by itself has ended by then, so that every look at the sample shows the same. */
async function untilEnded({ engine, clock }: SampleDeps, sessionId: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const reading = await engine.observe();
    const entries = reading.kind === 'read' ? reading.entries : [];
    const entry = entries.find((one) => one.sessionId === sessionId);
    if (entry?.exitCode !== undefined) return;
    await clock.sleep(50);
  }
}

/** A directory among the worktrees that no record and no repository knows. */
const leftoverDirectory = (deps: SampleDeps): Promise<void> =>
  writeFiles(`${managedRoot(deps.repository)}/spike-queue`, {
    'queue.ts': 'export const queue: string[] = [];\n',
    'README.md': 'An experiment. Nobody remembers whose.\n',
  });

/**
 * Makes the sample world: a real repository with real worktrees and real processes, in every kind of
 * trouble, and one healthy agent. On failure what was made so far stays, to be removed like the rest.
 */
export async function createSampleWorld(
  deps: SampleDeps,
): Promise<Result<void, { kind: 'sample_failed'; message: string }>> {
  try {
    await mkdir(dirname(deps.repository), { recursive: true });
    must(await createSampleRepository(deps.runGit, deps.repository));
    await launch(deps, 'search-suggestions', 'Search suggestions');
    const finishing = await launch(
      deps,
      'phone-orders',
      'Take orders by phone',
      'custom',
      'finish',
    );
    await crashedWithCheckpoint(deps);
    await crashedWithout(deps);
    await crashedAtTheGate(deps);
    await abandonedLease(deps);
    await missingWorktree(deps);
    await unrecordedSession(deps);
    await leftoverDirectory(deps);
    await untilEnded(deps, finishing.session.id);
    return ok(undefined);
  } catch (error) {
    if (!(error instanceof SampleFailure)) throw error;
    return err({
      kind: 'sample_failed',
      message: `The sample world could not be made: ${error.message}`,
    });
  }
}
