import { counted } from '#shared/domain/counted.ts';
import { err, ok } from '#shared/result.ts';
import type { PlannedBackup } from '#shared/domain/plan.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { backupRef } from '#electron/recover/backup/backup-record.ts';
import { failedBackup } from '#electron/recover/backup/failed-backup.ts';
import { ignoredOf, makeBackup, obstacleToBackup } from '#electron/recover/backup/make-backup.ts';
import { workFact } from '#electron/recover/backup/observe-work.ts';
import { notRecorded } from '#electron/recover/environment-scene.ts';
import {
  endArguments,
  freshenArguments,
  nameOperation,
  observeOperation,
  type OperationScene,
} from '#electron/recover/finish-or-abort/operation-scene.ts';
import {
  ignoredSteps,
  keepsIgnored,
  obstacleOfIgnored,
  plannedIgnored,
} from '#electron/recover/ignored/ignored-scene.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { plainDescription, type Description } from '#electron/recover/description.ts';
import { defineVerb, type Acted, type RecoveryVerb } from '#electron/recover/recovery-verb.ts';
import { leaseFact, obstacleOfLease } from '#electron/recover/task-obstacles.ts';
import { undoneByRestoring } from '#electron/recover/undo/undo-removal.ts';
import { shortId } from '#electron/recover/words.ts';

interface EndScene extends OperationScene {
  readonly backup: PlannedBackup;
}

/** Finish or abort: ends a git operation that was left in the middle, after a backup of all of it. */
export const createFinishOrAbort = (deps: RecoverDeps): RecoveryVerb =>
  defineVerb<EndScene>({
    verb: 'finish_or_abort',
    async observe(target, look, ids) {
      const location = backupRef(ids('backup'));
      const scene = await observeOperation(deps, target, look, location);
      const repoRoot = scene.recorded?.record.git?.repoRoot;
      const ignored = scene.ignored?.keptIn;
      return { ...scene, backup: { kind: 'git_ref', location, repoRoot, ignored } };
    },
    goalHolds: ({ reading, operation, path }) =>
      reading?.worktree !== undefined && operation === undefined
        ? `No operation is in progress in ${path}.`
        : undefined,
    eligibility,
    facts: ({ operation, work, reading, inUse, lease }) => [
      { fact: 'operation in progress', value: operation?.replaceAll('_', ' ') ?? 'none' },
      { fact: 'HEAD', value: shortId(reading?.worktree?.head ?? 'none') },
      {
        fact: 'uncommitted work',
        value: work.ok ? workFact(work.value) : `not known: ${work.error}`,
      },
      { fact: 'at work in it', value: inUse ?? 'nobody' },
      { fact: 'leased to', value: leaseFact(lease) },
    ],
    describe,
    ignored: ({ ignored }) => plannedIgnored(ignored),
    act: (scene, { signal }) => act(deps, scene, signal),
    async verify({ target, path }, look) {
      const again = await observeOperation(deps, target, look, '');
      if (again.reading?.worktree === undefined)
        return err(`${path} could not be seen; look again.`);
      return again.operation === undefined
        ? ok(`No operation is in progress in ${path} any more.`)
        : err(
            `The ${nameOperation(again.operation)} goes on: it stopped at its next step; look at it.`,
          );
    },
    undo: undoneByRestoring(deps),
  });

function eligibility(scene: EndScene): string | undefined {
  const { recorded, reading, operation, how, work, inUse, lease, ignored } = scene;
  const { overwritten, ownCommands } = scene;
  if (recorded === undefined) return notRecorded;
  if (reading?.worktree === undefined || operation === undefined)
    return 'The worktree could not be looked at; look again.';
  if (reading.worktree.isMain)
    return 'It is the repository itself, in which Rollcall ends nothing.';
  const obstacle = inUse ?? obstacleOfLease(lease);
  if (obstacle !== undefined) return obstacle;
  if (reading.worktree.indexLockedSince !== undefined)
    return 'Its index is locked; wait for that git, or unlock it first.';
  if (!work.ok) return `What is in it could not be seen (${work.error}); look again.`;
  if (how === 'finish' && operation === 'bisect')
    return 'A bisect is ended by its operator’s verdict; it can only be aborted here.';
  // A rebase leaves the branch before its first step: going on would put the commits onto themselves.
  if (how === 'finish' && operation === 'rebase' && !reading.worktree.isDetached)
    return 'Its rebase was ended before its first step, with its branch still checked out; it can only be aborted here.';
  if (how === 'finish' && work.value.hasConflicts)
    return 'It has unresolved conflicts; resolve them, or abort it.';
  if (!ownCommands.ok)
    return `What it would run on its way could not be seen (${ownCommands.error}); look again.`;
  const [command] = ownCommands.value;
  if (command !== undefined)
    return `It would run “${command}” on its way; finish it in a terminal, or abort it.`;
  if (!overwritten.ok)
    return `What ${how === 'finish' ? 'going on' : 'going back'} would write over could not be seen (${overwritten.error}); look again.`;
  const doing = how === 'finish' ? 'Going on' : 'Going back';
  const inTheWay = ignored && obstacleOfIgnored(doing, overwritten.value, ignored);
  return inTheWay ?? obstacleToBackup(work.value);
}

function describe({ path, operation, how, work, backup, ignored }: EndScene): Description {
  if (operation === undefined) return plainDescription([]);
  const files = work.ok ? work.value.paths.length : 0;
  const name = nameOperation(operation);
  return {
    ...plainDescription([
      { describe: `Keep HEAD, index and working tree in ${backup.location}, and read them back` },
      ...ignoredSteps(ignored),
      {
        describe: 'Let git see which files were only touched',
        command: ['git', '-C', path, ...freshenArguments],
      },
      {
        describe: how === 'finish' ? `Go on with the ${name} to its end` : `Abort the ${name}`,
        command: ['git', '-C', path, ...endArguments(operation, how)],
      },
    ]),
    keeps: [
      `HEAD, the ${name}'s state, index and ${counted(files, 'changed file')}, in ${backup.location}`,
      keepsIgnored(ignored),
    ],
    backup,
  };
}

async function act(
  deps: RecoverDeps,
  { path, operation, how, recorded, reading, backup }: EndScene,
  signal: AbortSignal | undefined,
): Promise<Acted> {
  if (operation === undefined) throw new Error('No operation was to be ended.');
  const about = {
    path,
    environmentId: recorded?.record.id,
    taskId: recorded?.record.taskId,
    branch: reading?.worktree?.isDetached === false ? reading.worktree.branch : undefined,
  };
  const at = deps.clock.now();
  const request = { worktree: path, ref: backup.location, about, at, signal };
  const made = await makeBackup(deps, { ...request, ignored: ignoredOf(backup) });
  if (!made.ok) return err(failedBackup(made.error, 'changed'));
  failpoint('finish_or_abort:kept');
  const run = (args: readonly string[]) =>
    deps.runGit({ cwd: path, args, access: 'write', timeoutMs: 10 * 60_000 });
  const freshened = await run(freshenArguments);
  const ran = freshened.ok ? await run(endArguments(operation, how)) : freshened;
  failpoint('finish_or_abort:ended');
  return ran.ok
    ? ok({ why: 'Ended.', backup })
    : err({
        kind: 'failed',
        why: `Git did not end it (${ran.error.message}); all of it is in ${backup.location}.`,
        backup,
      });
}
