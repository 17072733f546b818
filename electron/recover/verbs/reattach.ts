import type { Environment, WorktreeDetails } from '#shared/domain/environment.ts';
import { err, ok } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { environmentIsBack } from '#electron/recover/environment-is-back.ts';
import {
  type EnvironmentScene,
  notRecorded,
  observeEnvironmentScene,
} from '#electron/recover/environment-scene.ts';
import { readEntryLink, type EntryLink } from '#electron/recover/entry-link.ts';
import type { Look } from '#electron/recover/look.ts';
import type { PlanIds } from '#electron/recover/plan-ids.ts';
import {
  finishRebuilding,
  isRebuilding,
  type LostEntry,
  rebuildEntry,
  rebuildSteps,
} from '#electron/recover/rebuild-entry.ts';
import { linksAfter, linksBefore, readLinks } from '#electron/recover/reattach/link-files.ts';
import {
  findMove,
  followStep,
  movedFact,
  type MovedWorktree,
} from '#electron/recover/reattach/moved-worktree.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { plainDescription, type Description } from '#electron/recover/description.ts';
import {
  defineVerb,
  type ActContext,
  type Acted,
  type RecoveryVerb,
} from '#electron/recover/recovery-verb.ts';
import { plannedFact } from '#electron/recover/target.ts';
import { findTakenByRepair } from '#electron/recover/taken-by-repair.ts';
import { trashPath } from '#electron/recover/trash.ts';
import { madeBranchFacts } from '#electron/recover/undo/made-branch.ts';
import { undoneByLinking } from '#electron/recover/undo/undo-reattach.ts';
import {
  branchMadeBy,
  describeSource,
  findWorktreeSource,
} from '#electron/recover/worktree-source.ts';

const madeAnewFact = 'made anew from';

interface ReattachScene extends EnvironmentScene {
  readonly link: EntryLink;
  /** Only where git's entry is gone and has to be made anew. */
  readonly lost: LostEntry | undefined;
  /** Another's directory that git would take along. */
  readonly taken: string | undefined;
  /** Only where it was found in another place. */
  readonly moved: MovedWorktree | undefined;
}

/**
 * Reattach worktree: git's entry and the directory find each other again, or the directory gets a new
 * entry; one that was moved is followed by its record. No file in it changes.
 */
export const createReattach = (deps: RecoverDeps): RecoveryVerb =>
  defineVerb<ReattachScene>({
    verb: 'reattach',
    async observe(target, look, ids) {
      const scene = await observeEnvironmentScene(deps, target, look);
      const link = await readEntryLink(scene.recorded?.record.git, scene.reading?.link);
      const git = scene.recorded?.record.git;
      const repository = git && (await look.repository(git.repoRoot));
      const taken = repository && (await findTakenByRepair(repository, git.worktreePath));
      const moved = findMove(scene, look.records());
      const lost = await observeLostEntry(deps, look, scene, link, ids);
      return { ...scene, link, taken, moved, lost };
    },
    goalHolds,
    eligibility,
    facts: ({ reading, link, lost, moved }) => [
      { fact: 'directory', value: reading?.path.kind ?? 'not looked at' },
      { fact: 'listed by git', value: reading?.registration ?? 'not looked at' },
      { fact: 'its .git leads to', value: link.kind === 'entry' ? link.adminDir : link.kind },
      ...(lost === undefined ? [] : [{ fact: madeAnewFact, value: describeSource(lost.source) }]),
      ...madeBranchFacts(lost && branchMadeBy(lost.source)),
      ...(moved === undefined ? [] : [{ fact: movedFact, value: moved.to }]),
    ],
    describe: (scene) => describe(scene),
    act: (scene, context) => act(deps, scene, context),
    settle: (scene, context) => settle(deps, scene, context),
    async verify({ target }, look) {
      const again = await observeEnvironmentScene(deps, target, look);
      return goalHolds(again) === undefined
        ? err(
            `Git still does not list ${again.recorded?.record.path}; restart from scratch or clean it up.`,
          )
        : ok(`Git lists ${again.recorded?.record.path} again.`);
    },
    undo: undoneByLinking(deps),
  });

function describe(scene: ReattachScene): Description {
  const { recorded, lost, moved } = scene;
  const { id, git } = recorded?.record ?? {};
  const repairStep = {
    describe:
      'Let git find the worktree again; it mends what is broken between it and its other worktrees too',
    command: ['git', '-C', git?.repoRoot ?? '', ...repair(scene)],
  };
  const steps = [
    ...(lost === undefined && moved?.isListed !== true ? [repairStep] : []),
    ...(lost === undefined ? [] : rebuildSteps(lost)),
    ...(moved === undefined ? [] : [followStep(id ?? '', moved)]),
  ];
  return {
    ...plainDescription(steps),
    keeps: ['Every file in it as it is'],
    loses: lost === undefined ? [] : ['Which changes were staged, as the old index is gone'],
    warnings: lost === undefined ? [] : [warningOf(lost)],
  };
}

const warningOf = ({ source }: LostEntry): string =>
  source.kind === 'branch_elsewhere'
    ? `Git's entry is gone; the new one is detached, as branch ${source.branch} is checked out in ${source.elsewhere}.`
    : "Git's entry is gone; a new one takes the files as they are, as changes since its commit.";

/** Undefined where git still has an entry that leads here, or where the directory is not ours. */
async function observeLostEntry(
  deps: RecoverDeps,
  look: Look,
  { recorded, reading }: EnvironmentScene,
  link: EntryLink,
  ids: PlanIds,
): Promise<LostEntry | undefined> {
  const git = recorded?.record.git;
  const isLost = link.kind === 'entry_gone' || link.kind === 'no_link';
  if (recorded === undefined || git === undefined || !isLost) return undefined;
  if (reading?.path.kind !== 'present' || reading.worktree !== undefined) return undefined;
  const repository = await look.repository(git.repoRoot);
  const source = await findWorktreeSource(deps.runGit, recorded.record, git, repository);
  const scratch = trashPath(recorded.record.workspaceRoot, ids('trash'));
  return { git, source, scratch, hasOldLink: link.kind === 'entry_gone' };
}

/**
 * The path goes with it only where git's entry names another one: git fails on a path whose `.git` leads
 * nowhere, although by then it has written that anew from its entry.
 */
function repair({ recorded, reading, moved }: ReattachScene): readonly string[] {
  const at = moved?.to ?? recorded?.record.git?.worktreePath ?? '';
  const isNamed =
    moved === undefined &&
    reading?.path.kind === 'present' &&
    [at, reading.path.realPath].includes(reading.worktree?.path ?? '');
  return isNamed ? ['worktree', 'repair'] : ['worktree', 'repair', '--', at];
}

const goalHolds = ({ reading }: Pick<EnvironmentScene, 'reading'>): string | undefined =>
  reading?.path.kind === 'present' && reading.registration === 'registered'
    ? 'Git lists it.'
    : undefined;

function eligibility(scene: ReattachScene): string | undefined {
  const { recorded, reading, link, lost, taken, moved } = scene;
  if (recorded === undefined) return notRecorded;
  const { path, git } = recorded.record;
  if (git === undefined) return 'Its record does not say which worktree it is.';
  if (moved?.recordedAs !== undefined)
    return `It is in ${moved.to} now, which is recorded as environment ${moved.recordedAs}; forget one of both.`;
  if (moved?.isListed === true) return undefined;
  if (reading?.path.kind === 'absent' && moved === undefined)
    return `${path} is missing; recreate the environment.`;
  const isUnseen = reading === undefined || reading.path.kind === 'unknown';
  if (isUnseen || reading.registration === 'unknown')
    return `${path} could not be looked at; look again.`;
  if (taken !== undefined)
    return `Git would take ${taken} along, which an old entry of ${git.repoRoot} names and which belongs elsewhere now; clean that entry up first.`;
  if (moved !== undefined) return undefined;
  if (reading.link?.kind === 'broken' && reading.link.isDirectory === true)
    return `The .git of ${path} is a directory and no repository; clean it up, which keeps all of it.`;
  // An entry that still names this very path needs no link back: repair writes it anew, also where the
  // link leads to where the repository was before.
  if (reading.worktree !== undefined && link.kind !== 'foreign') return undefined;
  switch (link.kind) {
    case 'entry':
      return undefined;
    case 'no_link':
    case 'entry_gone':
      if (lost === undefined) return `${git.repoRoot} could not be looked at; look again.`;
      return lost.source.kind === 'none'
        ? `There is nothing to make git's entry anew from: ${lost.source.why}.`
        : undefined;
    case 'broken':
      return `The .git of ${path} leads nowhere (${link.adminDir}), and git lists no worktree there; clean it up, which keeps all of it.`;
    case 'foreign':
      return `${path} belongs to another repository (${link.adminDir}).`;
    case 'unreadable':
      return `The .git of ${path} could not be read (${link.why}); look again.`;
  }
}

async function act(deps: RecoverDeps, scene: ReattachScene, context: ActContext): Promise<Acted> {
  const { recorded, lost, moved } = scene;
  const git = recorded?.record.git;
  if (recorded === undefined || git === undefined) throw new Error('Nothing was to be reattached.');
  failpoint('reattach:before-link');
  if (moved?.isListed !== true) {
    context.noteFiles(linksBefore(await readLinks(git.repoRoot, placesOf(git, moved?.to))));
    failpoint('reattach:links-noted');
    context.begin('link');
    const args = repair(scene);
    const ran =
      lost === undefined
        ? await deps.runGit({ cwd: git.repoRoot, args, access: 'write' })
        : await rebuildEntry(deps, lost);
    if (!ran.ok) return err({ kind: 'failed', why: ran.error.message });
  }
  failpoint('reattach:linked');
  return recordReattached(deps, recorded.record, context, moved?.to);
}

const placesOf = (git: WorktreeDetails, movedTo: string | undefined): readonly string[] =>
  movedTo === undefined ? [git.worktreePath] : [git.worktreePath, movedTo];

/**
 * Where a new entry was being made it is joined to its directory, and where git was told of a move the
 * record follows; nothing else can be half done.
 */
async function settle(
  deps: RecoverDeps,
  { recorded, reading, link, moved }: ReattachScene,
  context: ActContext,
): Promise<Acted | undefined> {
  const git = recorded?.record.git;
  if (recorded === undefined || git === undefined) return undefined;
  const scratch = trashPath(recorded.record.workspaceRoot, context.ids('trash'));
  const wasFoundAt = plannedFact(context.planned, movedFact);
  if (moved?.isListed === true && moved.to === wasFoundAt && context.begun() === 'link')
    return recordReattached(deps, recorded.record, context, moved.to);
  const wasLost = plannedFact(context.planned, madeAnewFact) !== undefined;
  const isJoined = link.kind === 'entry';
  if (wasLost && (isJoined || (await isRebuilding({ git, scratch })))) {
    const hasOldLink = !isJoined && link.kind !== 'no_link';
    const finished = await finishRebuilding(deps, { git, scratch, hasOldLink });
    if (!finished.ok) return err({ kind: 'failed', why: finished.error.message });
  } else if (goalHolds({ reading }) === undefined) return undefined;
  return recordReattached(deps, recorded.record, context);
}

async function recordReattached(
  deps: RecoverDeps,
  { id, git }: Environment,
  context: ActContext,
  movedTo?: string,
): Promise<Acted> {
  const noted = context.notedFiles();
  if (git !== undefined && noted.length > 0)
    context.noteFiles(linksAfter(noted, await readLinks(git.repoRoot, placesOf(git, movedTo))));
  const where = movedTo === undefined ? '' : ` in ${movedTo}`;
  const written = context.write(environmentIsBack(deps, id, movedTo), {
    subject: `environment:${id}`,
    message: `Environment ${id} was reattached${where}.`,
  });
  failpoint('reattach:written');
  return written.ok ? ok({ why: 'Reattached.' }) : written;
}
