// For tests: for every verb a world in which it has something to do, with work in it that could be lost.
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { backupTarget } from '#shared/domain/backup.ts';
import type { Condition } from '#shared/domain/condition.ts';
import type { PlanChoices } from '#shared/domain/plan.ts';
import type { Verb } from '#shared/domain/verb.ts';
import { addRecord } from '#electron/recover/record-change.ts';
import { addInterruptedTask, type InterruptedTask } from '#electron/recover/recovery-task.ts';
import { conditionAbout, quietly, type RecoveryWorld } from '#electron/recover/recovery-world.ts';
import { addBlockedPush } from './blocked-push.ts';
import { undoTarget } from '#shared/domain/undo-target.ts';

/** What to plan: the id and the operator's choices. */
export interface Scenario {
  readonly id: string;
  readonly choices?: PlanChoices;
}

type MakeScenario = (world: RecoveryWorld, task: InterruptedTask) => Promise<Scenario> | Scenario;

const about = (
  { list, repository }: RecoveryWorld,
  kind: 'environment' | 'session' | 'directory',
  id: string,
  more: Partial<Condition> = {},
): string => list(conditionAbout({ kind, id }, repository.root, more));

const ofTask: MakeScenario = (_world, { conditionId }) => ({ id: conditionId });
const ofEnvironment: MakeScenario = (world) => ({ id: about(world, 'environment', 'env-login') });
const ofSession: MakeScenario = (world) => ({ id: about(world, 'session', 's-login') });

/** Every verb has one: a verb without a scenario is a type error. */
export const scenarios: Readonly<Record<Verb, MakeScenario>> = {
  resume: ofTask,
  restart: ofTask,
  acknowledge: ofTask,
  snooze: ofTask,
  look_again: ofTask,
  clean_up: ofTask,
  archive: ofTask,
  forget: ofTask,
  mark_crashed: ofSession,
  release_lease: ofEnvironment,
  async update_status(world) {
    const id = await startSession(world, ['sleep', '1.5'], true);
    return { id: about(world, 'session', id) };
  },
  async stop(world) {
    const id = await startSession(world, ['sleep', '60'], false);
    return { id: about(world, 'session', id) };
  },
  recreate(world, { path }) {
    rmSync(path, { recursive: true });
    return { id: about(world, 'environment', 'env-login') };
  },
  reattach(world, { path }) {
    const elsewhere = `${path}-elsewhere`;
    renameSync(path, elsewhere);
    world.repository.git('worktree', 'repair', elsewhere);
    renameSync(elsewhere, path);
    return { id: about(world, 'environment', 'env-login') };
  },
  adopt(world) {
    const path = world.repository.addWorktree('stray');
    return { id: about(world, 'directory', path) };
  },
  unlock(world, { path }) {
    const reason = 'agent (pid 4194299, start 12345)';
    world.repository.git('worktree', 'lock', '--reason', reason, path);
    return { id: about(world, 'environment', 'env-login') };
  },
  finish_or_abort(world, { path }) {
    const git = (...args: string[]) => world.repository.gitIn(path, ...args);
    git('stash', '--quiet', '--include-untracked');
    git('checkout', '--quiet', '-b', 'side', 'main');
    writeFileSync(join(path, 'committed.txt'), 'theirs');
    git('add', '-f', 'committed.txt');
    git('commit', '--quiet', '--message=theirs');
    git('checkout', '--quiet', 'rollcall/login');
    try {
      git('rebase', '--quiet', 'side');
    } catch {
      // That it stops in the middle is what is wanted.
      writeFileSync(join(path, 'committed.txt'), 'half resolved');
    }
    return { id: about(world, 'environment', 'env-login') };
  },
  switch_back(world, { path }) {
    world.repository.gitIn(path, 'checkout', '--quiet', '-b', 'elsewhere');
    return { id: about(world, 'environment', 'env-login') };
  },
  retry_push: (world) => ({ id: addBlockedPush(world).conditionId }),
  async restore(world, { path, conditionId }) {
    await done(world, 'clean_up', conditionId);
    const kept = (await world.recovery.backups()).find((one) => one.path === path);
    return { id: backupTarget(kept?.id ?? '') };
  },
  async undo(world, { path, conditionId }) {
    const operationId = await done(world, 'clean_up', conditionId);
    // An empty directory that somebody has made meanwhile is no obstacle.
    mkdirSync(path);
    return { id: undoTarget(operationId, conditionId) };
  },
};

/** A worktree with all kinds of work in it, its task interrupted. */
export function addTaskWithWork(world: RecoveryWorld): InterruptedTask {
  const task = addInterruptedTask(world, { id: 'login' });
  const write = (name: string, text: string) => writeFileSync(join(task.path, name), text);
  const git = (...args: string[]) => world.repository.gitIn(task.path, ...args);
  write('.gitignore', '*.secret\n');
  write('committed.txt', 'committed on the branch');
  git('add', '.');
  git('commit', '--quiet', '--message=work');
  write('staged.txt', 'staged, then changed');
  git('add', 'staged.txt');
  write('staged.txt', 'changed after staging');
  write('readme.md', 'not staged');
  write('untracked.txt', 'not tracked');
  write('keys.secret', 'ignored by git');
  return task;
}

/** Carries a verb out as a preparation; gives the operation. */
async function done({ recovery }: RecoveryWorld, verb: Verb, id: string): Promise<string> {
  const plan = await recovery.plan(verb, [id]);
  const applied = await recovery.apply(plan.planId, plan.fingerprint, quietly);
  if (!applied.ok || applied.value.items[0]?.result !== 'applied')
    throw new Error(`${verb} could not be prepared: ${JSON.stringify(applied)}`);
  return applied.value.operationId;
}

/** A session of its own, recorded as running; with `isOver`, seen to its end. */
async function startSession(
  world: RecoveryWorld,
  command: readonly string[],
  isOver: boolean,
): Promise<string> {
  const { engine, repository, deps } = world;
  // An engine knows its processes by their ids on the whole machine.
  const sessionId = deps.newId();
  const started = await engine.start({ sessionId, command, cwd: repository.root, env: {} });
  if (!started.ok) throw new Error(started.error.message);
  const now = deps.clock.now();
  const { identity } = started.value;
  const session = {
    id: sessionId,
    agentId: 'custom',
    engine: 'process',
    status: 'running',
    ...identity,
    cwd: repository.root,
    startedAt: now,
    updatedAt: now,
  } as const;
  world.record(addRecord('session', session, repository.root));
  for (let tries = isOver ? 200 : 0; tries > 0; tries -= 1) {
    const reading = await engine.observe();
    const entry =
      reading.kind === 'read' ? reading.entries.find((e) => e.sessionId === sessionId) : undefined;
    if (entry?.process.kind !== 'alive' && entry?.exitCode !== undefined) return sessionId;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return sessionId;
}
