import type { Condition } from '#shared/domain/condition.ts';
import { lastPart } from '#shared/domain/last-part.ts';
import type { RepositoryReading, WorktreeEntry } from '#shared/domain/observation.ts';
import type { Verb } from '#shared/domain/verb.ts';
import { completeCondition } from './draft-condition.ts';
import { judgeLock, lockOf, sayLock, type LockJudgement } from './lock-judgement.ts';
import { action } from './offered-actions.ts';
import { sentence } from './sentences.ts';
import { unlockFirst } from './unlock-action.ts';
import type { World } from './world.ts';

type Read = Extract<RepositoryReading, { kind: 'read' }>;

/** Paths and entries that some record answers for; one that says “removed” answers for nothing. */
function claimed({ environments }: World): ReadonlySet<string> {
  const places = new Set<string>();
  for (const { recorded, reading } of environments.values()) {
    const { path, git, state, executionMode } = recorded.record;
    if (state === 'removed' || executionMode === 'remote') continue;
    for (const place of [path, git?.worktreePath, reading?.worktree?.path])
      if (place !== undefined) places.add(place);
  }
  return places;
}

function describe(world: World, repository: Read, entry: WorktreeEntry): Condition {
  const { locked, head, isDetached, branch, path } = entry;
  const seen = lockOf(entry);
  const lock = locked && `git holds it locked (${sayLock(seen)})`;
  const isUnseen = entry.parent !== 'present';
  return completeCondition(world, {
    reason: 'leftover_registration',
    subject: {
      kind: 'directory',
      id: path,
      source: 'rollcall',
      workspace: repository.repoRoot,
    },
    title: lastPart(path),
    message: sentence(
      `Git keeps an entry for a worktree in ${path}${branch === undefined ? '' : ` on ${branch}`}, which is not there and which no record names`,
      isUnseen ? 'the folder above it is not there either, perhaps a volume' : undefined,
      lock,
    ),
    evidence: [
      {
        probe: 'git worktree list',
        value: `${entry.prunable ?? 'listed'}; ${isDetached ? `detached at ${head ?? 'nothing'}` : (branch ?? 'no branch')}`,
        observedAt: repository.observedAt,
      },
    ],
    comparisons: [{ name: 'Path', recorded: 'nothing', observed: 'absent', differs: true }],
    proposed: isUnseen ? 'look_again' : propose(judgeLock(seen)),
    actions: [
      action('clean_up', obstacle(isUnseen, lock)),
      ...(isUnseen ? [] : unlockFirst(seen)),
      action('acknowledge'),
    ],
    facts: [head, branch, locked?.reason, judgeLock(seen), entry.parent],
  });
}

/** A lock is taken away by proposal only where its holder was proven gone. */
function propose(lock: LockJudgement): Verb {
  if (lock === 'none') return 'clean_up';
  return lock === 'gone' ? 'unlock' : 'look_again';
}

const obstacle = (isUnseen: boolean, lock: string | undefined): string | undefined => {
  if (isUnseen) return 'Whether its directory is gone could not be seen; look again.';
  return lock === undefined ? undefined : `Unlock it first: ${lock}.`;
};

/** Entries that git keeps for worktrees whose directory is gone and that no record names. */
export function registrationConditions(world: World): Condition[] {
  const known = claimed(world);
  const named = new Map<string, Condition>();
  // Two watched folders may be worktrees of one repository: the first by name speaks for it.
  const repositories = world.roster.situation.observed.repositories
    .filter((one) => one.kind === 'read')
    .toSorted((a, b) => (a.repoRoot < b.repoRoot ? -1 : 1));
  for (const repository of repositories)
    for (const entry of repository.worktrees) {
      const isLeft = !entry.isMain && entry.realPath === undefined && entry.parent !== undefined;
      if (isLeft && !known.has(entry.path) && !named.has(entry.path))
        named.set(entry.path, describe(world, repository, entry));
    }
  return [...named.values()];
}
