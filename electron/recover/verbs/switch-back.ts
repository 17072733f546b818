import { err, ok } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { failedBackup } from '#electron/recover/backup/failed-backup.ts';
import { ignoredOf, makeBackup, obstacleToBackup } from '#electron/recover/backup/make-backup.ts';
import { workFact } from '#electron/recover/backup/observe-work.ts';
import { notRecorded } from '#electron/recover/environment-scene.ts';
import { obstacleOfIgnored, plannedIgnored } from '#electron/recover/ignored/ignored-scene.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { plainDescription } from '#electron/recover/description.ts';
import { defineVerb, type Acted, type RecoveryVerb } from '#electron/recover/recovery-verb.ts';
import {
  type BranchScene,
  observeBranch,
  type SeenBranch,
} from '#electron/recover/switch-back/branch-scene.ts';
import {
  describeSwitch,
  makeArguments,
  switchArguments,
} from '#electron/recover/switch-back/describe-switch.ts';
import { leaseFact, obstacleOfLease } from '#electron/recover/task-obstacles.ts';
import { branchFact, undoneBySwitching } from '#electron/recover/undo/undo-switch.ts';
import { shortId } from '#electron/recover/words.ts';

/**
 * Switch back: the worktree is on its recorded branch again, which is made anew at its last known commit
 * where it is gone. A backup is made first; changed files stay as they are.
 */
export const createSwitchBack = (deps: RecoverDeps): RecoveryVerb =>
  defineVerb<BranchScene>({
    verb: 'switch_back',
    observe: (target, look, ids) => observeBranch(deps, target, look, ids),
    goalHolds,
    eligibility,
    facts: ({ seen, lease }) => [
      { fact: branchFact, value: seen?.tip.ok === true ? seen.tip.value.commit : 'not known' },
      { fact: 'checked out', value: seen === undefined ? 'not looked at' : sayHead(seen) },
      { fact: 'operation in progress', value: seen?.entry.operation ?? 'none' },
      { fact: 'uncommitted work', value: sayWork(seen) },
      { fact: 'at work in it', value: seen?.inUse ?? 'nobody' },
      { fact: 'leased to', value: leaseFact(lease) },
    ],
    describe: ({ seen }) => (seen === undefined ? plainDescription([]) : describeSwitch(seen)),
    ignored: ({ seen }) => plannedIgnored(seen?.ignored),
    act: (scene, { signal }) => act(deps, scene, signal),
    async verify({ target }, look) {
      const again = await observeBranch(deps, target, look, () => '');
      const isBack = goalHolds(again);
      return isBack === undefined ? err('It is not on its branch; look again.') : ok(isBack);
    },
    undo: undoneBySwitching(deps),
  });

function goalHolds({ seen }: BranchScene): string | undefined {
  if (seen === undefined) return undefined;
  const { entry, git, isThere } = seen;
  return isThere && !entry.isDetached && entry.branch === git.branch
    ? `${git.worktreePath} is on ${git.branch}.`
    : undefined;
}

const sayHead = ({ entry, isOnIt }: SeenBranch): string =>
  `${entry.isDetached ? 'detached' : (entry.branch ?? 'unknown')} at ${isOnIt ? 'nothing' : shortId(entry.head ?? 'nothing')}`;

function sayWork(seen: SeenBranch | undefined): string {
  if (seen === undefined || seen.isOnIt) return 'not touched';
  return seen.work.ok ? workFact(seen.work.value) : `not known: ${seen.work.error}`;
}

function eligibility({ recorded, reading, lease, seen }: BranchScene): string | undefined {
  if (recorded === undefined) return notRecorded;
  if (recorded.record.git === undefined) return 'Its record does not say on which branch it was.';
  if (seen === undefined) return 'The worktree could not be looked at; look again.';
  const { git, entry, tip, inUse, isOnIt } = seen;
  if (entry.isMain) return 'It is the repository itself, which Rollcall does not switch.';
  const occupied = inUse ?? obstacleOfLease(lease);
  if (occupied !== undefined) return occupied;
  if (entry.operation !== undefined)
    return `A ${entry.operation.replaceAll('_', ' ')} is half done in it; finish or abort it first.`;
  if (entry.indexLockedSince !== undefined)
    return 'Its index is locked; wait for that git, or unlock it first.';
  if (git.branch === '' || git.branch.startsWith('-')) return `“${git.branch}” is no branch.`;
  if (reading?.branchAt !== undefined)
    return `Branch ${git.branch} is checked out in ${reading.branchAt}; switch that away first.`;
  if (!tip.ok) return `Nothing tells where branch ${git.branch} was: ${tip.error}.`;
  return isOnIt ? undefined : obstacleOfFiles(seen);
}

function obstacleOfFiles(seen: SeenBranch): string | undefined {
  const { work, inTheWay, overwritten, ignored, git } = seen;
  if (!work.ok) return `What is in it could not be seen (${work.error}); look again.`;
  if (work.value.hasConflicts) return 'It has unresolved conflicts; resolve them first.';
  if (!inTheWay.ok) return `What is in the way could not be seen (${inTheWay.error}); look again.`;
  if (!overwritten.ok)
    return `What is in the way could not be seen (${overwritten.error}); look again.`;
  const ofIgnored = ignored && obstacleOfIgnored('The switch', overwritten.value, ignored);
  return inTheWay.value.length === 0
    ? (ofIgnored ?? obstacleToBackup(work.value))
    : `Files with work in them are others on ${git.branch} (${inTheWay.value.slice(0, 3).join(', ')}); commit or move them first.`;
}

async function act(
  deps: RecoverDeps,
  { recorded, seen }: BranchScene,
  signal: AbortSignal | undefined,
): Promise<Acted> {
  if (recorded === undefined || seen === undefined) throw new Error('Nothing was to be switched.');
  const { git, entry, backup } = seen;
  const run = (args: readonly string[]) =>
    deps.runGit({ cwd: git.worktreePath, args, access: 'write', timeoutMs: 10 * 60_000 });
  failpoint('switch_back:before');
  if (backup === null) {
    const made = await run(makeArguments(seen));
    failpoint('switch_back:made');
    return made.ok ? ok({ why: 'Made again.' }) : err({ kind: 'failed', why: made.error.message });
  }
  const { id: environmentId, taskId } = recorded.record;
  const branch = entry.isDetached ? undefined : entry.branch;
  const about = { path: git.worktreePath, environmentId, taskId, branch };
  const request = { worktree: git.worktreePath, ref: backup.location, about, at: deps.clock.now() };
  const kept = await makeBackup(deps, { ...request, signal, ignored: ignoredOf(backup) });
  if (!kept.ok) return err(failedBackup(kept.error, 'changed'));
  failpoint('switch_back:kept');
  const switched = await run(switchArguments(seen));
  failpoint('switch_back:switched');
  return switched.ok
    ? ok({ why: 'Switched back.', backup })
    : err({ kind: 'failed', why: `Git did not switch: ${switched.error.message}`, backup });
}
