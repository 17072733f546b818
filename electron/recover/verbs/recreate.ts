import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '#shared/domain/environment.ts';
import { err, messageOf, ok, type Result } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { addSteps, addWorktree, strandedHead } from '#electron/recover/add-worktree.ts';
import { backupRef } from '#electron/recover/backup/backup-record.ts';
import {
  type EnvironmentScene,
  notRecorded,
  observeEnvironmentScene,
} from '#electron/recover/environment-scene.ts';
import { environmentIsBack } from '#electron/recover/environment-is-back.ts';
import { createItemLook } from '#electron/recover/look.ts';
import { isBeingMade, obstacleOfMove } from '#electron/recover/environment-obstacle.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { plainDescription, type Description } from '#electron/recover/description.ts';
import {
  defineVerb,
  type ActContext,
  type Acted,
  type RecoveryVerb,
} from '#electron/recover/recovery-verb.ts';
import { entryFact } from '#electron/recover/stale-entry.ts';
import type { Target } from '#electron/recover/target.ts';
import { trashPath } from '#electron/recover/trash.ts';
import {
  type MissingWorktree,
  observeMissingWorktree,
  obstacleToAdding,
} from '#electron/recover/worktree-scene.ts';
import { madeBranchFacts } from '#electron/recover/undo/made-branch.ts';
import { oldEntryFacts } from '#electron/recover/undo/old-entry.ts';
import { undoneByTakingBack } from '#electron/recover/undo/undo-recreate.ts';
import { branchMadeBy, describeSource } from '#electron/recover/worktree-source.ts';

interface RecreateScene extends EnvironmentScene {
  /** Undefined for a plain directory. */
  readonly missing: MissingWorktree | undefined;
  readonly backupId: string;
}

/** Recreate environment: in place, touching no other worktree's entry. */
export const createRecreate = (deps: RecoverDeps): RecoveryVerb =>
  defineVerb<RecreateScene>({
    verb: 'recreate',
    async observe(target, look, ids) {
      const scene = await observeEnvironmentScene(deps, target, look);
      const { recorded, reading } = scene;
      const kept = join(trashPath(recorded?.record.workspaceRoot ?? '', ids('trash')), 'entry');
      const missing =
        recorded && (await observeMissingWorktree(deps, look, recorded.record, reading, kept));
      return { ...scene, missing, backupId: ids('backup') };
    },
    goalHolds,
    eligibility: (scene) =>
      obstacleOfPlace(scene) ?? (scene.missing && obstacleToAdding(scene.missing)),
    facts: ({ reading, missing }) => [
      { fact: 'directory', value: reading?.path.kind ?? 'not looked at' },
      ...(missing === undefined
        ? []
        : [
            { fact: 'brought back from', value: describeSource(missing.source) },
            { fact: "git's entry of it", value: entryFact(missing.stale) },
            ...madeBranchFacts(branchMadeBy(missing.source)),
            ...oldEntryFacts(
              missing.stale.kind === 'none' ? undefined : missing.stale.entry.adminDir,
            ),
          ]),
    ],
    describe,
    act: (scene, context) => act(deps, scene, context),
    async settle({ target }, context) {
      const scene = await untilGitHasMadeIt(deps, target);
      const { recorded } = scene;
      if (recorded === undefined || goalHolds(scene) === undefined) return undefined;
      return recordIsBack(deps, recorded.record, undefined, context);
    },
    async verify({ target }, look) {
      const again = await observeEnvironmentScene(deps, target, look);
      return goalHolds(again) === undefined
        ? err(`${again.recorded?.record.path} is not there as it should be; look again.`)
        : ok(`${again.recorded?.record.path} is back${whereItIs(again)}.`);
    },
    undo: undoneByTakingBack(deps),
  });

function goalHolds(scene: EnvironmentScene): string | undefined {
  const { recorded, reading } = scene;
  if (reading?.path.kind !== 'present' || isBeingMade(scene.reading)) return undefined;
  const isListed =
    reading.registration === 'registered' || reading.registration === 'not_applicable';
  return isListed ? `${recorded?.record.path} is there.` : undefined;
}

function whereItIs({ reading }: EnvironmentScene): string {
  const worktree = reading?.worktree;
  if (worktree === undefined) return '';
  return worktree.isDetached ? `, detached at ${worktree.head}` : `, on branch ${worktree.branch}`;
}

function obstacleOfPlace(scene: RecreateScene): string | undefined {
  const { recorded, reading, missing } = scene;
  if (recorded === undefined) return notRecorded;
  const { path, executionMode, git } = recorded.record;
  if (executionMode === 'remote') return 'It is on another machine; recreate it there.';
  if (executionMode === 'shared_workspace')
    return `${path} is a shared workspace, which Rollcall does not make.`;
  if (executionMode === 'git_worktree' && git === undefined)
    return 'Its record does not say which worktree it was.';
  if (reading?.path.kind === 'present' && isBeingMade(scene.reading))
    return `Git has not made ${path} to its end: wait for it, or unlock it and clean it up.`;
  if (reading?.path.kind === 'present')
    return `${path} is there, but git does not list it; reattach it, or clean it up first.`;
  if (reading === undefined || reading.path.kind === 'unknown')
    return `${path} could not be looked at; look again.`;
  if (reading.path.parent !== 'present')
    return `The folder above ${path} is missing too, perhaps a volume is not mounted; look again.`;
  if (reading.movedTo !== undefined) return obstacleOfMove(path, reading.movedTo);
  return executionMode === 'git_worktree' && missing === undefined
    ? `${path} could not be looked at as a worktree; look again.`
    : undefined;
}

function describe({ recorded, missing, backupId }: RecreateScene): Description {
  if (missing === undefined)
    return {
      ...plainDescription([{ describe: `Make the directory ${recorded?.record.path}` }]),
      loses: ['Nothing now; what was in the directory is not brought back'],
    };
  const { source, keptEntry } = missing;
  const head = strandedHead(missing);
  const ref = backupRef(backupId);
  return {
    ...plainDescription(addSteps(missing, backupId)),
    keeps: [
      ...(keptEntry === undefined ? [] : [`Git's old entry of it, in ${keptEntry}`]),
      ...(head === undefined ? [] : [`Commit ${head}, in ${ref}`]),
    ],
    loses: ['Nothing now; uncommitted changes that went with the directory are not brought back'],
    warnings:
      source.kind === 'branch_elsewhere'
        ? [`It comes back detached: branch ${source.branch} is checked out in ${source.elsewhere}.`]
        : source.kind === 'base'
          ? [`Branch ${source.branch} is gone and begins anew from ${source.from}.`]
          : [],
    backup:
      head === undefined
        ? null
        : { kind: 'git_ref', location: ref, repoRoot: missing.git.repoRoot },
  };
}

async function act(
  deps: RecoverDeps,
  { recorded, missing, backupId }: RecreateScene,
  context: ActContext,
): Promise<Acted> {
  if (recorded === undefined) throw new Error('An unrecorded environment was to be recreated.');
  failpoint('recreate:before-add');
  const { path } = recorded.record;
  const made =
    missing === undefined ? await makeDirectory(path) : await addWorktree(deps, missing, backupId);
  if (!made.ok)
    return err({ kind: 'failed', why: `${path} could not be brought back: ${made.error.message}` });
  failpoint('recreate:added');
  return recordIsBack(deps, recorded.record, missing, context);
}

function recordIsBack(
  deps: RecoverDeps,
  { id, path, health }: Environment,
  missing: MissingWorktree | undefined,
  context: ActContext,
): Acted {
  const written = context.write(environmentIsBack(deps, id), {
    subject: `environment:${id}`,
    message: `Environment ${id} was recreated at ${path}.`,
    before: { health },
    after: { health: 'clean', from: missing && describeSource(missing.source) },
  });
  failpoint('recreate:written');
  return written.ok
    ? ok({ why: 'Recreated.' })
    : err({ ...written.error, kind: 'failed', why: `${path} is back, but ${written.error.why}` });
}

/** Git goes on when Rollcall is ended: its lock says that it is still making the worktree. */
async function untilGitHasMadeIt(deps: RecoverDeps, target: Target): Promise<EnvironmentScene> {
  for (let look = 1; ; look += 1) {
    const scene = await observeEnvironmentScene(deps, target, createItemLook(deps));
    if (!isBeingMade(scene.reading) || look === looksAtGit) return scene;
    await deps.clock.sleep(100);
  }
}

/** For 5 s. */
const looksAtGit = 50;

async function makeDirectory(path: string): Promise<Result<void, { readonly message: string }>> {
  try {
    await mkdir(path);
    return ok(undefined);
  } catch (error) {
    return err({ message: messageOf(error) });
  }
}
