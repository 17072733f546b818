import { err, messageOf, ok } from '#shared/result.ts';
import { backupRef } from '#electron/recover/backup/backup-record.ts';
import { findUse } from '#electron/recover/clean-up/clean-up-scene.ts';
import { pathOf } from '#electron/recover/clean-up/place.ts';
import { notRecorded } from '#electron/recover/environment-scene.ts';
import type { Look } from '#electron/recover/look.ts';
import type { PlanIds } from '#electron/recover/plan-ids.ts';
import { movedFact } from '#electron/recover/reattach/moved-worktree.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { plannedFact } from '#electron/recover/target.ts';
import {
  type DoneItem,
  nothingToDo,
  type UndoReading,
  type UndoSpec,
} from '#electron/recover/undo-spec.ts';
import {
  type ChangedLink,
  directoryOf,
  isMadeEntry,
  linkFacts,
  linkSteps,
  observeLinks,
  setLinksBack,
} from './changed-links.ts';
import {
  branchFacts,
  branchSteps,
  branchWarnings,
  dropBranch,
  observeMadeBranch,
} from './made-branch.ts';
import {
  keepMadeEntry,
  type MadeEntry,
  madeEntrySteps,
  observeMadeEntry,
  removeMadeEntry,
} from './made-entry.ts';

/** Sets the links between git and its worktrees back to the byte, as far as all are as the act left them. */
export const undoneByLinking = (deps: RecoverDeps): UndoSpec => ({
  kind: 'also',
  observe: (done, look, ids) =>
    done.files.length === 0 ? recordOnly(done) : observe(deps, done, look, ids),
});

/** Only the record has followed a worktree that git knew already. */
const recordOnly = ({ planned }: DoneItem): Promise<UndoReading> =>
  Promise.resolve(
    plannedFact(planned, movedFact) === undefined
      ? nothingToDo('What its links held before was not kept, so they stay as they are.')
      : {
          ...nothingToDo(),
          warnings: ['The worktree stays where it is; only its record names the old place again.'],
        },
  );

async function observe(
  deps: RecoverDeps,
  { planned, entries, files }: DoneItem,
  look: Look,
  ids: PlanIds,
): Promise<UndoReading> {
  const made = entries.find(({ kind }) => kind === 'environment');
  const { record } = look.records().environments.find((one) => one.record.id === made?.id) ?? {};
  if (record?.git === undefined) return nothingToDo(notRecorded);
  const { repoRoot } = record.git;
  const links = await observeLinks(files);
  const path = pathOf(record);
  const entry = await findEntry(look, links, {
    repoRoot,
    ref: backupRef(ids('backup')),
    about: { path, environmentId: record.id },
  });
  const branch = await observeMadeBranch(look, planned, repoRoot, path);
  const keepIn = entry?.head === branch?.commit ? undefined : backupRef(ids('record'));
  const isLeft = links.some(({ state }) => state === 'as_left');
  return {
    why: obstacleOf(links, entry) ?? (isLeft ? await findUsers(deps, look, links) : undefined),
    facts: [...linkFacts(links), ...branchFacts(branch)],
    steps: [...linkSteps(links), ...madeEntrySteps(entry), ...branchSteps(branch, keepIn)],
    keeps: ['Every file in it as it is'],
    warnings: [
      ...(isLeft ? ['After this git does not find the worktree, as it was before.'] : []),
      ...branchWarnings(branch),
    ],
    backup: entry === undefined ? null : { kind: 'git_ref', location: entry.ref, repoRoot },
    async act() {
      const kept = entry === undefined ? ok(undefined) : await keepMadeEntry(deps, entry);
      if (!kept.ok) return kept;
      try {
        await setLinksBack(links, ids('trash'));
        for (const link of links.filter(isMadeEntry))
          await removeMadeEntry(link.path, ids('trash'));
      } catch (error) {
        return err({ kind: 'failed', why: `Not all was put back: ${messageOf(error)}` });
      }
      return dropBranch(deps, branch, keepIn);
    },
    async verify() {
      const left = (await observeLinks(files)).find(({ state }) => state !== 'as_before');
      return left === undefined
        ? ok('Every link of git’s is as it was.')
        : err(`${left.path} is not as it was; look again.`);
    },
  };
}

/** The entry that the act has made and that is still there. */
async function findEntry(
  look: Look,
  links: readonly ChangedLink[],
  made: Omit<MadeEntry, 'adminDir' | 'head'>,
): Promise<MadeEntry | undefined> {
  const link = links.find((one) => isMadeEntry(one) && one.state === 'as_left');
  return link && observeMadeEntry(look, link.path, made);
}

function obstacleOf(
  links: readonly ChangedLink[],
  entry: MadeEntry | undefined,
): string | undefined {
  const changed = links.find(({ state }) => state === 'changed_since');
  if (changed !== undefined) return `${changed.path} was changed since; it is left as it is.`;
  return entry !== undefined && entry.head === undefined
    ? `What ${entry.adminDir} names could not be seen; look again.`
    : undefined;
}

/** Without its link, git would fail under whoever works there. */
async function findUsers(
  deps: RecoverDeps,
  look: Look,
  links: readonly ChangedLink[],
): Promise<string | undefined> {
  for (const path of new Set(links.map(directoryOf))) {
    const recorded = look.records().environments.find(({ record }) => pathOf(record) === path);
    const seen = await deps.observePath(path);
    const use = await findUse(deps, look, { path, seen, recorded });
    if (use !== undefined) return use;
  }
  return undefined;
}
