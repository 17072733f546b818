import type { Condition } from '#shared/domain/condition.ts';
import { counted } from '#shared/domain/counted.ts';
import { lastPart } from '#shared/domain/last-part.ts';
import type { RepositoryReading } from '#shared/domain/observation.ts';
import type { EngineSight } from './engine-sight.ts';
import { completeCondition } from './draft-condition.ts';
import type { MassDeath } from './mass-death.ts';
import { sentence } from './sentences.ts';
import type { World } from './world.ts';

function describeEngine(world: World, engine: string, sight: EngineSight, why: string): Condition {
  let unknown = 0;
  for (const { recorded, outcome } of world.sessions.judged.values())
    if (recorded.record.engine === engine && outcome.kind === 'unknown') unknown += 1;
  return completeCondition(world, {
    reason: 'engine_unreadable',
    subject: { kind: 'engine', id: engine, source: 'rollcall', workspace: '' },
    title: `Engine ${engine}`,
    message: sentence(
      `Engine ${engine} could not be asked: ${why.replace(/\.$/u, '')}`,
      `${counted(unknown, 'session is', 'sessions are')} unknown`,
    ),
    evidence: [{ probe: `engine ${engine}`, value: why, observedAt: sight.observedAt }],
    proposed: 'look_again',
    actions: [],
    facts: [why],
  });
}

function describeMassDeath(world: World, { died, aliveBefore }: MassDeath): Condition {
  const { observed } = world.roster.situation;
  return completeCondition(world, {
    reason: 'mass_death',
    subject: { kind: 'machine', id: observed.host, source: 'rollcall', workspace: '' },
    title: `Mass death on ${observed.host}`,
    message: sentence(
      `${died.length} of the ${aliveBefore} sessions that were alive seem gone at once`,
      'nothing was changed',
      'look again to confirm it',
    ),
    evidence: [
      { probe: 'engines', value: `gone: ${died.join(', ')}`, observedAt: observed.observedAt },
    ],
    proposed: 'look_again',
    actions: [],
    facts: died,
  });
}

type Unreadable = Extract<RepositoryReading, { kind: 'unknown' }>;

/** As a shell takes it for one word, whatever is in it. */
const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** In one line, with the way on where it is known; the evidence holds all that git said. */
function sayUnreadable({ repoRoot, why, root }: Unreadable): string {
  if (root?.kind === 'absent')
    return `${repoRoot} is not there; if it was moved, move it back or put a link to its new place there`;
  if (why.includes('dubious ownership'))
    return `${repoRoot} belongs to another user, so git reads nothing in it; if you trust it, run git config --global --add safe.directory ${quoted(repoRoot)}`;
  const [first = ''] = why.split('\n');
  return `Git could not list the worktrees of ${repoRoot}: ${first.replace(/\.$/u, '')}`;
}

function describeRepository(world: World, reading: Unreadable): Condition {
  const { repoRoot, why, observedAt } = reading;
  let unknown = 0;
  const workspaces = new Set<string>();
  for (const { recorded } of world.environments.values()) {
    if (recorded.record.git?.repoRoot !== repoRoot) continue;
    unknown += 1;
    workspaces.add(recorded.workspace);
  }
  // Of several the first by name: not the one whose records happen to come last.
  const [workspace = repoRoot] = [...workspaces].toSorted();
  return completeCondition(world, {
    reason: 'repository_unreadable',
    subject: { kind: 'repository', id: repoRoot, source: 'rollcall', workspace },
    title: lastPart(repoRoot),
    message: sentence(
      sayUnreadable(reading),
      unknown === 0
        ? undefined
        : `${counted(unknown, 'environment is', 'environments are')} unknown`,
    ),
    evidence: [{ probe: 'git worktree list', value: why, observedAt }],
    proposed: 'look_again',
    actions: [],
    facts: [why],
  });
}

/** What keeps a whole engine, repository or machine from being judged: one condition for each. */
export function machineConditions(world: World): Condition[] {
  const conditions: Condition[] = [];
  for (const [engine, { sight }] of world.sessions.engines)
    if (sight.unreadable !== undefined)
      conditions.push(describeEngine(world, engine, sight, sight.unreadable));
  for (const reading of world.roster.situation.observed.repositories)
    if (reading.kind === 'unknown') conditions.push(describeRepository(world, reading));
  const { massDeath } = world.sessions;
  return massDeath === undefined
    ? conditions
    : [...conditions, describeMassDeath(world, massDeath)];
}
