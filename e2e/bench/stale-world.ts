import { readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { addRecord, changeRecord } from '#electron/recover/record-change.ts';
import { addInterruptedTask } from '#electron/recover/recovery-task.ts';
import {
  conditionAbout,
  createRecoveryWorld,
  type RecoveryWorld,
} from '#electron/recover/recovery-world.ts';
import type { RecordKinds } from '#shared/domain/records.ts';
import type { ProcessIdentity } from '#shared/domain/session.ts';
import { messageOf } from '#shared/result.ts';
import { valueOf } from '#shared/testing/value-of.ts';

/** A repository with a bystander: a task that nobody plans anything for. */
export interface StaleWorld {
  readonly recovery: RecoveryWorld;
  readonly bystander: Trial;
  /** An interrupted task in a worktree with uncommitted work. */
  add(id: string): Trial;
  close(): Promise<void>;
}

/** One task with everything around it, and how it is changed behind a plan's back. */
export interface Trial {
  readonly id: string;
  readonly path: string;
  /** Its administrative entry in the repository. */
  readonly entry: string;
  readonly world: RecoveryWorld;
  set<K extends 'task' | 'environment' | 'session' | 'checkpoint'>(
    kind: K,
    more: Partial<RecordKinds[K]>,
  ): void;
  write(name: string, text: string): void;
  touch(name: string): void;
  git(...args: string[]): string;
  gitInRepository(...args: string[]): string;
  /** Starts an agent in it and gives its process; recorded as a session of the task. */
  startOther(): Promise<ProcessIdentity>;
  removeDirectory(): void;
  /** Its files and records, to be compared. */
  fingerprint(): string;
}

const idsOf = { task: '', environment: 'env-', session: 's-', checkpoint: 'cp-' } as const;

export async function makeStaleWorld(): Promise<StaleWorld> {
  const world = await createRecoveryWorld(rooms);
  const add = (id: string): Trial => {
    const { path } = addInterruptedTask(world, { id, command: ['sleep', '300'] });
    for (const kind of ['session', 'environment'] as const)
      world.list(
        conditionAbout({ kind, id: `${idsOf[kind]}${id}` }, world.repository.root, {
          taskId: id,
          environmentId: `env-${id}`,
        }),
      );
    const trial = trialOf(world, id, path);
    trial.write('new.txt', 'uncommitted\n');
    return trial;
  };
  return { recovery: world, add, bystander: add('bystander'), close: () => world.close() };
}

function trialOf(world: RecoveryWorld, id: string, path: string): Trial {
  const { store } = world.deps;
  const { root, git, gitIn } = world.repository;
  const file = (name: string) => join(path, name);
  return {
    id,
    path,
    world,
    entry: join(root, '.git', 'worktrees', path.slice(path.lastIndexOf('/') + 1)),
    set(kind, more) {
      const found = store.get(kind, `${idsOf[kind]}${id}`);
      if (found === undefined) throw new Error(`There is no ${kind} of ${id}.`);
      world.record(changeRecord(kind, found, { ...found.record, ...more }));
    },
    write: (name, text) => writeFileSync(file(name), text),
    touch: (name) => utimesSync(file(name), new Date(), new Date()),
    git: (...args) => gitIn(path, ...args),
    gitInRepository: (...args) => git(...args),
    async startOther() {
      const sessionId = `${world.deps.newId()}-other`;
      const command = ['sleep', '300'];
      const { identity } = valueOf(
        await world.engine.start({ sessionId, command, cwd: path, env: {} }),
      );
      const at = world.deps.clock.now();
      const session = {
        id: sessionId,
        taskId: id,
        runId: 'run-1',
        agentId: 'custom',
        engine: 'process',
        status: 'running',
        ...identity,
        cwd: path,
        command,
        startedAt: at,
        updatedAt: at,
      } as const;
      world.record(addRecord('session', session, root));
      return identity;
    },
    removeDirectory: () => rmSync(path, { recursive: true, force: true }),
    fingerprint: () => JSON.stringify([filesIn(path), recordsOf(world, id)]),
  };
}

function filesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return `${path} ${readFileSync(path, 'utf8')}`;
      })
      .toSorted();
  } catch (error) {
    return [messageOf(error)];
  }
}

const recordsOf = ({ deps: { store } }: RecoveryWorld, id: string) => [
  store.get('task', id),
  store.get('environment', `env-${id}`),
  store.get('checkpoint', `cp-${id}`),
  store.get('session', `s-${id}`),
];
