import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openConsole } from '#electron/console/open-console.ts';
import { createLocalMachine } from '#electron/console/local-machine.ts';
import { openJournal, type Journal } from '#electron/journal/open-journal.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { createGitRunner } from '#electron/platform/git-runner.ts';
import { homePaths } from '#electron/platform/home.ts';
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
  isTrue: Scenario['isTrue'] = () => true,
): Promise<Settled> {
  const begunMs = performance.now();
  const opened = await openConsole({
    home: world.home,
    shell: 'terminal',
    fallbackReason: null,
    runGit: createGitRunner(),
    clock: systemClock,
  });
  const ms = performance.now() - begunMs;
  if (!opened.ok) return { outcome: 'NOT OPENED', why: '', ms, problems: [opened.error.message] };
  await opened.value.lookNow();
  await opened.value.close();
  const file = openJournal({ file: homePaths(world.home).journal, clock: systemClock });
  if (!file.ok) return { outcome: 'NO JOURNAL', why: '', ms, problems: [file.error.message] };
  const journal = file.value;
  const [operation] = journal.operations.list();
  const [item] = operation?.items ?? [];
  const problems = [
    ...(ms > settleWithinMs ? [`settled only after ${Math.round(ms)} ms`] : []),
    ...problemsOfJournal(journal, operation),
    ...(item?.result === 'applied' && !isTrue({ world, journal })
      ? ['it is said to be applied and is not']
      : []),
    ...problemsOfRecords(journal),
    ...problemsOfEffects(world),
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
  if (journal.operations.list().length > 1) problems.push('there is more than one operation');
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

const namesIn = (directory: string): readonly string[] =>
  existsSync(directory) ? readdirSync(directory) : [];

/** No effect twice, and nothing lost: the work is in its place, in the trash or in the backup. */
function problemsOfEffects({ repository, worktree, starts }: KillWorld): readonly string[] {
  const problems: string[] = [];
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: repository,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const refs = git('for-each-ref', '--format=%(refname)', 'refs/rollcall/backups').split('\n');
  const backups = refs.filter((ref) => ref !== '');
  const trash = join(`${repository}.worktrees`, '.rollcall-trash');
  if (backups.length > 1) problems.push(`${backups.length} backups`);
  if (namesIn(trash).length > 1) problems.push(`${namesIn(trash).length} places in the trash`);
  const started = existsSync(starts) ? readFileSync(starts, 'utf8').trim().split('\n').length : 0;
  if (started > 1) problems.push(`its agent was started ${started} times`);
  const kept = [worktree, ...namesIn(trash).map((id) => join(trash, id, 'directory'))];
  const isOnDisk = kept.some((path) => existsSync(join(path, 'new.txt')));
  const isInBackup = backups.some((ref) =>
    git('ls-tree', '-r', '--name-only', ref).includes('new.txt'),
  );
  const isMade = existsSync(join(repository, 'lost-before'));
  if (!isOnDisk && !isInBackup && !isMade) problems.push('WORK LOST: new.txt is nowhere');
  return problems;
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
