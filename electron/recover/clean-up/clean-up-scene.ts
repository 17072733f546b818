import { join } from 'node:path';
import type { Fact, PlannedBackup } from '#shared/domain/plan.ts';
import { err, messageOf, type Result } from '#shared/result.ts';
import { isWorktreeRoot } from '#electron/platform/git-directories.ts';
import { backupRef } from '#electron/recover/backup/backup-record.ts';
import { workFact } from '#electron/recover/backup/observe-work.ts';
import {
  hasWork,
  observeWorktreeWork,
  type WorktreeWork,
} from '#electron/recover/environment-work.ts';
import { judgeLease, type LeaseVerdict } from '#electron/recover/lease-verdict.ts';
import type { Look } from '#electron/recover/look.ts';
import type { PlanIds } from '#electron/recover/plan-ids.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { observeFate } from '#electron/recover/session-fate.ts';
import type { Target } from '#electron/recover/target.ts';
import { leaseFact } from '#electron/recover/task-obstacles.ts';
import { trashPath } from '#electron/recover/trash.ts';
import { shortId } from '#electron/recover/words.ts';
import { type DirectorySize, measureDirectory } from './directory-size.ts';
import { observePlace, type Place } from './place.ts';
import { obstacleOfTrash } from './trash-room.ts';

/** Everything that taking a directory away depends on. */
export interface LeavingScene {
  readonly place: Place | undefined;
  readonly lease: LeaseVerdict;
  /** Why somebody may be at work in it, or undefined. */
  readonly inUse: string | undefined;
  /**
   * Git lists it and cannot be asked in it, as its `.git` does not lead there, or as it is gone with
   * something staged: what only its entry names is kept by itself.
   */
  readonly isCutOff: boolean;
  /** Only of a worktree that git lists and can be asked in. */
  readonly work: Result<WorktreeWork, string> | undefined;
  readonly size: Result<DirectorySize, string>;
  readonly trash: string;
  /** Why nothing can be put into the trash, or kept in the repository, or undefined. */
  readonly noRoom: string | undefined;
  /** Made before anything is moved; null when there is nothing that the branch does not hold. */
  readonly backup: PlannedBackup | null;
}

/** Everything a clean-up depends on. */
export interface CleanUpScene extends LeavingScene {
  readonly target: Target;
}

/** Gathers it. */
export async function observeCleanUp(
  deps: RecoverDeps,
  target: Target,
  look: Look,
  ids: PlanIds,
): Promise<CleanUpScene> {
  const place = await observePlace(deps, target, look);
  const trash = trashPath(place?.workspace ?? '', ids('trash'));
  return { target, ...(await observeLeaving(deps, place, look, { trash, ids })) };
}

/** Gathers what a directory's way into the trash depends on. */
export async function observeLeaving(
  deps: RecoverDeps,
  place: Place | undefined,
  look: Look,
  { trash, ids }: { readonly trash: string; readonly ids: PlanIds },
): Promise<LeavingScene> {
  const isCutOff = place?.entry !== undefined && (await isCutOffFrom(deps, place));
  const work = place && !isCutOff ? await observeListed(deps, place) : undefined;
  const isDetached = place?.entry?.isDetached === true;
  const hasMore = work?.ok === true && hasWork(work.value);
  const isKept = isCutOff || isDetached || hasMore;
  const repoRoot = place?.repoRoot;
  return {
    place,
    lease: await judgeLease(deps, look, place?.recorded?.record.lease),
    inUse: place && (await findUse(deps, look, place)),
    isCutOff,
    work,
    size: await measure(place),
    trash,
    noRoom: place && (await obstacleOfTrash(place, trash, work)),
    backup: isKept ? { kind: 'git_ref', location: backupRef(ids('backup')), repoRoot } : null,
  };
}

/** Git would climb to a repository around it and answer for that one. */
async function isCutOffFrom({ runGit }: RecoverDeps, place: Place): Promise<boolean> {
  const { seen, path, entry, repoRoot } = place;
  if (seen.kind === 'present') return !(await isWorktreeRoot(path));
  if (seen.kind !== 'absent' || entry?.adminDir === undefined || entry.head === undefined)
    return false;
  // Of what was staged, only the index of its entry names the contents.
  const staged = await runGit({
    cwd: repoRoot,
    args: ['diff-index', '--cached', '--name-only', '--diff-filter=d', entry.head, '--'],
    access: 'read',
    env: { GIT_INDEX_FILE: join(entry.adminDir, 'index') },
  });
  return staged.ok && staged.value !== '';
}

async function observeListed(
  { runGit }: RecoverDeps,
  { entry, seen, path, recorded }: Place,
): Promise<Result<WorktreeWork, string> | undefined> {
  if (entry === undefined || seen.kind !== 'present') return undefined;
  const git = recorded?.record.git;
  return observeWorktreeWork(runGit, path, git?.baseBranch ?? '', git?.head);
}

async function measure(place: Place | undefined): Promise<Result<DirectorySize, string>> {
  if (place?.seen.kind !== 'present') return err('it is not there');
  try {
    return { ok: true, value: await measureDirectory(place.path) };
  } catch (error) {
    return err(messageOf(error));
  }
}

/** Who is at work in the directory: a session, or any process that works there. */
export async function findUse(
  deps: RecoverDeps,
  look: Look,
  place: Pick<Place, 'path' | 'seen' | 'recorded'>,
): Promise<string | undefined> {
  const session = await findSession(deps, look, place);
  if (session !== undefined || place.seen.kind !== 'present') return session;
  const [one] = await deps.observeOccupants(place.seen.realPath);
  // Perhaps of another home, or started by hand: nothing else tells of it.
  return one && `Process ${one.pid} (${one.name}) is at work in it; end that first.`;
}

/** A session that lives (or may live) in the directory, whoever recorded it. */
export async function findSession(
  deps: RecoverDeps,
  look: Look,
  { path, seen, recorded }: Pick<Place, 'path' | 'seen' | 'recorded'>,
): Promise<string | undefined> {
  const roots = [path, ...(seen.kind === 'present' ? [seen.realPath] : [])];
  const isInside = (cwd: string | undefined) =>
    cwd !== undefined && roots.some((root) => cwd === root || cwd.startsWith(`${root}/`));
  for (const name of deps.engineNames) {
    const reading = await look.engine(name);
    if (reading.kind === 'unreadable') continue;
    for (const { sessionId, process, cwd } of reading.entries)
      if (process.kind === 'alive' && (isInside(cwd) || isInside(process.cwd)))
        return `Session ${sessionId} is at work in it; stop that first.`;
  }
  const taskId = recorded?.record.taskId;
  for (const { record } of look.records().sessions) {
    const isIts = isInside(record.cwd) || (taskId !== undefined && record.taskId === taskId);
    if (record.status === 'exit' || !isIts) continue;
    const fate = await observeFate(deps, look, record);
    if (fate.kind !== 'dead')
      return `Session ${record.id} may be at work in it; stop or mark that first.`;
  }
  return undefined;
}

/** The planned facts of taking it away. */
export function cleanUpFacts({ place, lease, inUse, work, size }: LeavingScene): readonly Fact[] {
  const seen = place?.seen;
  return [
    { fact: 'directory', value: seen?.kind === 'present' ? seen.realPath : (seen?.kind ?? 'none') },
    { fact: "git's entry of it", value: place?.entry?.adminDir ?? 'none' },
    { fact: 'leased to', value: leaseFact(lease) },
    { fact: 'at work in it', value: inUse ?? 'nobody' },
    ...(work === undefined ? contentFacts(size) : workFacts(work)),
  ];
}

const workFacts = (work: Result<WorktreeWork, string>): readonly Fact[] =>
  work.ok
    ? [
        { fact: 'HEAD', value: shortId(work.value.work.head) },
        { fact: 'uncommitted work', value: workFact(work.value.work) },
      ]
    : [{ fact: 'uncommitted work', value: `not known: ${work.error}` }];

/** Nothing else tells a plain directory's states apart cheaply. */
const contentFacts = (size: Result<DirectorySize, string>): readonly Fact[] => [
  {
    fact: 'contents',
    value: size.ok
      ? `${size.value.entries} entries, ${size.value.bytes} bytes, newest ${size.value.newestMs}`
      : `not known: ${size.error}`,
  },
];
