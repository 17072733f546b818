import type { Condition, Subject } from '#shared/domain/condition.ts';
import { lastPart } from '#shared/domain/last-part.ts';
import type { UnclaimedDirectory } from '#shared/domain/observation.ts';
import type { Situation } from '#shared/domain/reconciliation.ts';
import { isForeignSource, sourceNames } from '#shared/domain/source.ts';
import { formatMoment } from '#shared/domain/wall-clock.ts';
import { sayProcess } from './comparisons.ts';
import type { StraySession } from './pair-sessions.ts';
import { completeCondition } from './draft-condition.ts';
import { lockOf, sayLock } from './lock-judgement.ts';
import { action } from './offered-actions.ts';
import { sayChanges, sayCommand, sentence } from './sentences.ts';
import { unlockFirst } from './unlock-action.ts';
import { createWorkspaceOf } from './workspace-of.ts';
import type { EnvironmentCase, World } from './world.ts';

/** Its command says more than an id that nobody recorded. */
const nameStray = ({ entry }: StraySession, pid: number | undefined): string => {
  if (entry.command !== undefined && entry.command.length > 0) return sayCommand(entry.command);
  return pid === undefined ? entry.sessionId : `process ${pid}`;
};

function describeSession(world: World, stray: StraySession, workspace: string): Condition {
  const { entry, engine } = stray;
  const { process } = entry;
  const pid = process.kind === 'alive' ? process.identity.pid : entry.identity?.pid;
  const startedAt = process.kind === 'alive' ? process.startedAt : undefined;
  const { nowMs } = world.roster;
  const since = startedAt === undefined ? '' : `, started ${formatMoment(startedAt, nowMs)}`;
  return completeCondition(world, {
    reason: 'unrecorded_session',
    subject: { kind: 'session', id: entry.sessionId, source: 'rollcall', workspace },
    title: nameStray(stray, pid),
    message: sentence(
      `Process ${pid ?? 'unknown'}${since}, is alive as session ${entry.sessionId}, which no record names`,
      entry.cwd === undefined ? undefined : `it works in ${entry.cwd}`,
      entry.command === undefined ? undefined : `command ${sayCommand(entry.command)}`,
    ),
    evidence: [
      { probe: `engine ${engine}`, value: sayProcess(process), observedAt: process.observedAt },
    ],
    comparisons: [
      { name: 'Session', recorded: 'nothing', observed: 'alive', differs: true },
      { name: 'Process', recorded: 'nothing', observed: sayProcess(process), differs: true },
    ],
    proposed: 'adopt',
    actions: [action('adopt'), action('stop'), action('acknowledge')],
    facts: [pid, process.kind === 'alive' ? process.identity.startTime : undefined],
  });
}

/** Made by whom, as far as that is known. */
function sayLeftover({ path, isEmpty, source, status }: UnclaimedDirectory): string {
  const content = isEmpty ? 'it is empty' : 'it is not empty';
  if (source !== undefined && isForeignSource(source))
    return `${path} was made by ${sourceNames[source]} and is in none of its records; ${content}`;
  if (status === undefined) return `${path} is known to no record and to no repository; ${content}`;
  return status.kind === 'read'
    ? `${path} is known to no record; it is a repository by itself, or another one's worktree`
    : `${path} is known to no record, and the repository that its .git names could not be asked`;
}

function describeDirectory(world: World, directory: UnclaimedDirectory): Condition {
  const { path, workspace, isEmpty, worktree, status, observedAt } = directory;
  const { source = 'rollcall' } = directory;
  const subject: Subject = { kind: 'directory', id: path, source, workspace };
  const what =
    worktree === undefined
      ? sayLeftover(directory)
      : `${path} is a worktree${worktree.branch === undefined ? '' : ` on ${worktree.branch}`} that no record names`;
  return completeCondition(world, {
    reason: worktree === undefined ? 'leftover_directory' : 'unrecorded_worktree',
    subject,
    title: lastPart(path),
    message: sentence(
      what,
      worktree === undefined && status === undefined ? undefined : sayChanges(status),
    ),
    evidence: [{ probe: 'path', value: isEmpty ? 'empty directory' : 'directory', observedAt }],
    comparisons: [{ name: 'Path', recorded: 'nothing', observed: path, differs: true }],
    proposed: worktree === undefined ? 'clean_up' : 'adopt',
    actions: [
      action('clean_up', obstacleOfRemoval(directory)),
      action('adopt'),
      ...unlockFirst(worktree && lockOf(worktree)),
      action('acknowledge'),
    ],
    facts: [
      isEmpty ? 'empty' : 'filled',
      worktree?.head,
      worktree?.locked?.reason,
      status?.kind === 'read' ? status.changeCount : undefined,
    ],
    status,
  });
}

function obstacleOfRemoval({ worktree, status }: UnclaimedDirectory): string | undefined {
  if (worktree === undefined) return undefined;
  if (worktree.locked !== undefined)
    return `Git holds it locked (${sayLock(lockOf(worktree))}); unlock it first.`;
  return status?.kind === 'read' ? undefined : 'What is in it could not be seen; look again.';
}

/** Where a worktree went that is named as moved: it is somebody's. */
const movedPath = ({ verdict, reading }: EnvironmentCase): string | undefined =>
  verdict.drift.includes('moved') ? reading?.movedTo : undefined;

/** As recorded, and where that really is. */
function workerPaths({ recorded, observed }: Situation): ReadonlySet<string> {
  const named = new Set(recorded.workers.map(({ record }) => record.workspacePath));
  const real = (observed.workerPlaces ?? []).filter(({ path }) => named.has(path));
  return new Set([...named, ...real.map(({ realPath }) => realPath)]);
}

/** Live sessions and directories that nobody recorded. A repository's own folder and a worker's are none. */
export function strayConditions(world: World): Condition[] {
  const { situation } = world.roster;
  const workspaceOf = createWorkspaceOf(situation);
  const moved = new Set([...world.environments.values()].map(movedPath));
  const ofWorkers = workerPaths(situation);
  const directories = situation.observed.unclaimed.filter(
    ({ worktree, path }) => !worktree?.isMain && !moved.has(path) && !ofWorkers.has(path),
  );
  return [
    ...world.sessions.strays.map((stray) =>
      describeSession(world, stray, workspaceOf(stray.entry.cwd)),
    ),
    ...directories.map((directory) => describeDirectory(world, directory)),
  ];
}
