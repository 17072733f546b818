import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { trashRootOf } from '#electron/recover/backup/list-backups.ts';
import { createLocalMachine } from '#electron/console/local-machine.ts';
import { openJournal, type Journal } from '#electron/journal/open-journal.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { homePaths } from '#electron/platform/home.ts';
import { openTerminalConsole } from '#electron/terminal/open-terminal-console.ts';
import type { Operation } from '#shared/domain/plan.ts';
import type { Scenario } from './kill-scenarios.ts';
import type { KillWorld } from './kill-world.ts';

/** What the start after the kill came to. */
export interface Settled {
  /** `nothing begun`, or the item's result, and whether a later start said it. */
  readonly outcome: string;
  readonly why: string;
  readonly ms: number;
  /** What must not be so; empty when all is well. */
  readonly problems: readonly string[];
}

const settleWithinMs = 10_000;

/** Opens a console on a killed one's home, looks at everything it left, and ends the agents it started. */
export async function checkSettled(
  world: KillWorld,
  before: Effects,
  { isTrue = () => true, isWhole = () => true }: Pick<Scenario, 'isTrue' | 'isWhole'>,
): Promise<Settled> {
  const begunMs = performance.now();
  const opened = await openTerminalConsole(world.home);
  const ms = performance.now() - begunMs;
  if (!opened.ok) return { outcome: 'NOT OPENED', why: '', ms, problems: [opened.error.message] };
  await opened.value.lookNow();
  await opened.value.close();
  const file = openJournal({ file: homePaths(world.home).journal, clock: systemClock });
  if (!file.ok) return { outcome: 'NO JOURNAL', why: '', ms, problems: [file.error.message] };
  const journal = file.value;
  const operations = journal.operations.list();
  const operation = operations[operations.length - before.operations - 1];
  const [item] = operation?.items ?? [];
  const problems = [
    ...(ms > settleWithinMs ? [`settled only after ${Math.round(ms)} ms`] : []),
    ...problemsOfJournal(journal, operation),
    ...(operations.length > before.operations + 1 ? ['there is more than one operation'] : []),
    ...(item?.result === 'applied' && !isTrue({ world, journal })
      ? ['it is said to be applied and is not']
      : []),
    ...(isWhole({ world, journal }) ? [] : ['WORK LOST: an ignored file is nowhere']),
    ...problemsOfRecords(journal),
    ...problemsOfEffects(world, before),
    ...findLeftovers(world),
    ...(await problemsOfAgents(world, journal)),
  ];
  journal.close();
  const by = operation?.state === 'interrupted' ? ' (told by the next start)' : '';
  return {
    outcome: item === undefined ? 'nothing begun' : `${item.result}${by}`,
    why: item?.why ?? '',
    ms,
    problems,
  };
}

function problemsOfJournal(journal: Journal, operation: Operation | undefined): readonly string[] {
  const problems: string[] = [];
  if (journal.opening.movedAside !== null) problems.push('the journal was damaged');
  const verdict = journal.audit.verify();
  if (verdict.kind === 'broken') problems.push(`audit: ${verdict.message}`);
  if (journal.operations.listRunning().length > 0) problems.push('an operation is left running');
  const [item] = operation?.items ?? [];
  if (operation === undefined || item === undefined) return problems;
  const fingerprint = journal.plans.get(operation.planId)?.fingerprint;
  const told = journal.audit
    .list({ limit: 100 })
    .filter((row) => row.planFingerprint === fingerprint && row.message === item.why);
  if (told.length !== 1) problems.push(`its outcome is told ${told.length} times in the audit`);
  if (operation.finishedAt === undefined) problems.push('it has no end');
  return problems;
}

/** Nothing may be left in a state that only a living operation could end. */
function problemsOfRecords(journal: Journal): readonly string[] {
  const { tasks, environments, sessions, checkpoints } = journal.records.load();
  const task = tasks.find(({ record }) => record.id === 'login')?.record;
  const environment = environments.find(({ record }) => record.id === 'env-login')?.record;
  const problems: string[] = [];
  const living = sessions.filter(({ record }) => record.status !== 'exit');
  if (task?.state === 'queued' && living.length === 0)
    problems.push('the task is queued and nobody will start it');
  if ((task?.attempts ?? 0) > 1) problems.push(`${task?.attempts} attempts`);
  const lease = environment?.lease;
  const holder = sessions.find(({ record }) => record.id === lease?.holder.sessionId);
  if (
    lease?.releasedAt === undefined &&
    lease?.token !== 'token-before' &&
    holder?.record.status === 'exit'
  )
    problems.push('an ended session keeps its lease');
  for (const { record } of checkpoints) {
    const notes = [...(record.noteHistory ?? []), record.note].filter((note) => note !== undefined);
    if (new Set(notes).size < notes.length) problems.push('a note was put twice');
  }
  return problems;
}

/** What is in a directory; nothing where there is none. */
export const namesIn = (directory: string): readonly string[] =>
  existsSync(directory) ? readdirSync(directory) : [];

/** What a world may hold only one more of after an act. */
export interface Effects {
  readonly operations: number;
  readonly backups: number;
  readonly trashed: number;
  readonly starts: number;
}

const gitIn = (cwd: string, ...args: readonly string[]): string =>
  execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

const backupsIn = ({ repository }: KillWorld): readonly string[] =>
  gitIn(repository, 'for-each-ref', '--format=%(refname)', 'refs/rollcall/backups')
    .split('\n')
    .filter(Boolean);

/** Counts it. */
export const countEffects = (world: KillWorld, journal: Journal): Effects => ({
  operations: journal.operations.list().length,
  ...effectsOn(world),
});

const effectsOn = (world: KillWorld): Omit<Effects, 'operations'> => ({
  backups: backupsIn(world).length,
  trashed: namesIn(trashRootOf(world.repository)).length,
  starts: existsSync(world.starts)
    ? readFileSync(world.starts, 'utf8').trim().split('\n').length
    : 0,
});

/** No effect twice, and nothing lost: the work is in its place, in the trash or in the backup. */
function problemsOfEffects(world: KillWorld, before: Effects): readonly string[] {
  const { repository } = world;
  const now = effectsOn(world);
  const problems = (['backups', 'trashed', 'starts'] as const).flatMap((name) =>
    now[name] > before[name] + 1 ? [`${name}: ${before[name]} before, ${now[name]} now`] : [],
  );
  const root = `${repository}.worktrees`;
  const trash = trashRootOf(repository);
  const kept = [
    ...namesIn(root).map((name) => join(root, name)),
    ...namesIn(trash).map((id) => join(trash, id, 'directory')),
  ];
  const isOnDisk = kept.some((path) => existsSync(join(path, 'new.txt')));
  const isInBackup = backupsIn(world).some((ref) =>
    gitIn(repository, 'ls-tree', '-r', '--name-only', ref).includes('new.txt'),
  );
  const isMade = existsSync(join(repository, 'lost-before'));
  if (!isOnDisk && !isInBackup && !isMade) problems.push('WORK LOST: new.txt is nowhere');
  return problems;
}

/** What a killed console was in the middle of writing, and the next start had to clear away. */
function findLeftovers({ home, repository, worktree }: KillWorld): readonly string[] {
  const entries = join(repository, '.git', 'worktrees');
  return [
    ...namesIn(homePaths(home).scratch).map((name) => `scratch/${name}`),
    ...namesIn(homePaths(home).backups).filter(
      (name) => !existsSync(join(homePaths(home).backups, name, 'about.json')),
    ),
    ...namesIn(worktree).filter((name) => name.startsWith('.rollcall-')),
    ...namesIn(join(repository, '.git')).filter((name) => name.startsWith('rollcall-')),
    ...namesIn(join(repository, '.ralph', 'cache', 'parallel')).filter((name) =>
      name.includes('rollcall'),
    ),
    ...namesIn(entries).flatMap((entry) =>
      namesIn(join(entries, entry)).filter((name) => /^rollcall|\.rollcall$/.test(name)),
    ),
    ...namesIn(trashRootOf(repository)).flatMap((id) =>
      namesIn(join(trashRootOf(repository), id)).length === 0 ? [`empty ${id} in the trash`] : [],
    ),
  ].map((name) => `left over: ${name}`);
}

/** Ends what lives, and says when an agent lives that no record names. */
async function problemsOfAgents(world: KillWorld, journal: Journal): Promise<readonly string[]> {
  const machine = await createLocalMachine({ home: world.home, clock: systemClock });
  const engine = machine.engines.find(({ name }) => name === 'process');
  const reading = await engine?.observe();
  const problems: string[] = [];
  for (const { sessionId, process } of reading?.kind === 'read' ? reading.entries : []) {
    if (process.kind !== 'alive') continue;
    const record = journal.records.get('session', sessionId)?.record;
    if (record === undefined) problems.push(`agent ${sessionId} lives and no record names it`);
    if (record?.status === 'exit' && sessionId !== 's-login')
      problems.push(`agent ${sessionId} lives and is recorded as ended`);
    await engine?.stop(sessionId, process.identity);
  }
  return problems;
}
