// For tests: one random worktree is backed up, cleaned up, restored and compared.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { backupTarget } from '#shared/domain/backup.ts';
import type { OperationItem, PlanChoices } from '#shared/domain/plan.ts';
import { digestTree } from '#electron/recover/backup/copy-whole.ts';
import { backupRef } from '#electron/recover/backup/backup-record.ts';
import { makeBackup } from '#electron/recover/backup/make-backup.ts';
import { ignoredPlace } from '#electron/recover/ignored/ignored-scene.ts';
import { addRecord } from '#electron/recover/record-change.ts';
import { environmentOf } from '#electron/recover/recovery-task.ts';
import { conditionAbout, type RecoveryWorld } from '#electron/recover/recovery-world.ts';
import { managedRoot } from '#shared/domain/managed-root.ts';
import { type Chance, createChance } from './random.ts';
import { disturb, layIgnored, type RandomWorktree } from './random-worktree.ts';
import {
  adminDirOf,
  differences,
  ignoredNames,
  type Snapshot,
  type SnapshotPart,
  takeGitSnapshot,
  takeSnapshot,
} from './snapshot.ts';

export type TrialResult = 'restored' | 'refused' | 'wrong';

export interface Trial {
  readonly seed: number;
  /** `git_ref_and_ignored`: with what git ignores, kept by choice. */
  readonly way: 'clean_up' | 'git_ref' | 'git_ref_and_ignored';
  readonly features: readonly string[];
  readonly result: TrialResult;
  /** What went wrong, or why it was refused. */
  readonly why: string;
}

/** Adds a worktree with its record; gives its path and what it is called on the list. */
function addWorktree(world: RecoveryWorld, id: string) {
  const { repository, record, list } = world;
  const branch = `work/${id}`;
  const path = `${managedRoot(repository.root)}/${id}`;
  repository.git('worktree', 'add', '--quiet', '-b', branch, path);
  const idle = { runId: undefined, taskId: undefined, lease: undefined, state: 'ready' } as const;
  const environment = environmentOf(world, { id, environment: idle }, { path, branch });
  record(addRecord('environment', environment, repository.root));
  const about = { kind: 'environment', id: environment.id } as const;
  return { path, conditionId: list(conditionAbout(about, repository.root)) };
}

/** Runs one; the repository is as before afterwards, but for the private refs. */
export async function runTrial(world: RecoveryWorld, seed: number): Promise<Trial> {
  const chance = createChance(seed);
  const { repository } = world;
  const id = `w${seed}`;
  const { path, conditionId } = addWorktree(world, id);
  const bystander = repository.addWorktree(`bystander-${seed}`, `by/${seed}`);
  const drawn = disturb({ repository, path, chance });
  const before = await digestTree(adminDirOf(bystander));
  const isByRef = chance.happens(0.3) && !isWholeOnly(drawn);
  const isChosen = isByRef && chance.happens(0.5);
  if (isChosen) layIgnored({ repository, path, chance });
  const way = isChosen ? 'git_ref_and_ignored' : isByRef ? 'git_ref' : 'clean_up';
  const told = isByRef
    ? await setBackAndRestore(world, path, id, drawn, isChosen ? chance : undefined)
    : await cleanUpAndRestore(world, path, conditionId, drawn);
  const isUntouched = (await digestTree(adminDirOf(bystander))) === before;
  repository.git('worktree', 'remove', '--force', '--force', path);
  repository.git('worktree', 'remove', '--force', bystander);
  const { features } = drawn;
  return isUntouched
    ? { seed, way, features, ...told }
    : { seed, way, features, result: 'wrong', why: 'the bystander’s entry was changed' };
}

/** What lies in a submodule is in no ref of this repository; only the trash holds it. */
const isWholeOnly = ({ features }: RandomWorktree): boolean =>
  features.some((name) => name === 'submodule' || name === 'dirty_submodule');

type Told = Pick<Trial, 'result' | 'why'>;

async function cleanUpAndRestore(
  world: RecoveryWorld,
  path: string,
  conditionId: string,
  { unkeepable }: RandomWorktree,
): Promise<Told> {
  const before = await takeSnapshot(world.repository, path);
  const plan = await world.plan('clean_up', conditionId);
  const why = plan.items[0]?.why;
  if (why !== undefined)
    return judge(before, await takeSnapshot(world.repository, path), unkeepable !== undefined, why);
  if (unkeepable !== undefined) return wrong(`${unkeepable} was not refused`);
  const cleaned = await world.apply(plan);
  if (cleaned.result !== 'applied') return wrong(`clean up: ${cleaned.result}, ${cleaned.why}`);
  const kept = (await world.recovery.backups()).find((one) => one.path === path);
  if (kept === undefined) return wrong('nothing of it is listed');
  const restored = await applyRestore(world, kept.id);
  if (restored.result !== 'applied') return wrong(`restore: ${restored.result}, ${restored.why}`);
  return compare(before, await takeSnapshot(world.repository, path));
}

/** A refusal is right where it was due, and when it touched nothing. */
function judge(before: Snapshot, after: Snapshot, isDue: boolean, why: string): Told {
  if (!isDue) return wrong(`refused: ${why}`);
  const changed = differences(before, after);
  return changed.length === 0
    ? { result: 'refused', why }
    : wrong(`refused, but changed ${changed.join(', ')}`);
}

/** With `chosen`, a source of chance, what git ignores is kept and compared too. */
async function setBackAndRestore(
  world: RecoveryWorld,
  path: string,
  id: string,
  { unkeepable }: RandomWorktree,
  chosen: Chance | undefined,
): Promise<Told> {
  const { repository, deps, home } = world;
  const isChosen = chosen !== undefined;
  const take = () => takeGitSnapshot(repository, path, isChosen);
  const before = take();
  const request = { worktree: path, ref: backupRef(id), about: { path }, at: deps.clock.now() };
  const ignored = isChosen
    ? { to: ignoredPlace(home, request.ref), repoRoot: repository.root }
    : undefined;
  const made = await makeBackup(deps, { ...request, ignored });
  if (!made.ok) return judge(before, take(), unkeepable !== undefined, made.error.message);
  if (unkeepable !== undefined) return wrong(`${unkeepable} was not refused`);
  disturbAgain(world, path, chosen);
  const restored = await applyRestore(world, id, isChosen ? { keepIgnored: true } : {});
  if (restored.result !== 'applied') return wrong(`restore: ${restored.result}, ${restored.why}`);
  return compare(before, take());
}

/**
 * Throws the work away as an operator might: everything that a restore has to bring back. What git
 * ignores goes as well where it was kept, or others come in its place.
 */
function disturbAgain(
  { repository }: RecoveryWorld,
  path: string,
  chosen: Chance | undefined,
): void {
  const isGone = chosen?.happens(0.5) === true;
  if (chosen !== undefined && !isGone)
    for (const name of ignoredNames(path)) {
      // Read as latin1: others would be other names.
      if (!/^[ -~]+$/.test(name) || chosen.happens(0.5)) continue;
      rmSync(join(path, name));
      writeFileSync(join(path, name), 'of somebody else\n');
    }
  repository.gitIn(path, 'clean', '-q', '-f', '-d', ...(isGone ? ['-x'] : []));
  repository.gitIn(path, 'reset', '-q', '--hard', 'main');
}

async function applyRestore(
  world: RecoveryWorld,
  id: string,
  choices: PlanChoices = {},
): Promise<OperationItem> {
  const plan = await world.recovery.plan('restore', [backupTarget(id)], choices);
  return world.apply(plan);
}

function compare(before: Snapshot, after: Snapshot): Told {
  const changed = differences(before, after);
  return changed.length === 0
    ? { result: 'restored', why: '' }
    : wrong(`differs in ${changed.map((part) => explain(part, before, after)).join('; ')}`);
}

function explain(part: SnapshotPart, before: Snapshot, after: Snapshot): string {
  const [was, is] = [before[part].split(/[\n\0]/), after[part].split(/[\n\0]/)];
  const lost = was.filter((row) => !is.includes(row)).slice(0, 3);
  const found = is.filter((row) => !was.includes(row)).slice(0, 3);
  const cut = (rows: readonly string[]) => rows.map((row) => row.slice(0, 100)).join(' | ');
  return `${part}: ${cut(lost)} → ${cut(found)}`;
}

const wrong = (why: string): Told => ({ result: 'wrong', why });
