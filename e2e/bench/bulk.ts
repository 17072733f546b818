// Operations on very many records and on many worktrees: progress, stop, and a kill in the middle.
// `--small`, or `--records N` and `--trees N` (0 leaves one out).
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRouterClient } from '@orpc/server';
import type { Console } from '#electron/console/open-console.ts';
import { withJournal } from '#electron/journal/testing/journal-of.ts';
import type { Operation } from '#shared/domain/plan.ts';
import type { Verb } from '#shared/domain/verb.ts';
import { makeBenchFolder } from './bench-folder.ts';
import { makeSessions, makeWorktrees } from './bulk-world.ts';
import { hasOption, numberOption } from './percentiles.ts';
import { openHome } from './open-home.ts';

const isSmall = hasOption('small');
const folder = makeBenchFolder();
const say = (line: string): void => void process.stdout.write(`${line}\n`);
/** What was not selected must be as it was: else the bench fails. */
function sayOthers(isUntouched: boolean): void {
  say(`  others touched: ${isUntouched ? 'none' : 'SOME'}`);
  if (!isUntouched) process.exitCode = 1;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

function count(operation: Operation): string {
  const counts = new Map<string, number>();
  for (const { result } of operation.items) counts.set(result, (counts.get(result) ?? 0) + 1);
  return [...counts].map(([result, number]) => `${number} ${result}`).join(', ');
}

/** How long nothing was shown of the running operation, at most. */
function watchProgress({ live }: Console): () => number {
  let lastMs = performance.now();
  let longest = 0;
  let shown = '';
  const end = live.onChange(({ operations }) => {
    const running = operations.find(({ state }) => state === 'running');
    if (running === undefined) return;
    const done = running.items.filter(({ result }) => result !== 'not_attempted').length;
    const now = `${done} ${JSON.stringify(running.doing)}`;
    if (now === shown) return;
    if (shown !== '') longest = Math.max(longest, performance.now() - lastMs);
    shown = now;
    lastMs = performance.now();
  });
  return () => {
    end();
    return longest;
  };
}

/** How late a timer of 10 ms comes: what everybody else in this thread waits. */
function watchDelay(): () => number {
  let lastMs = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - lastMs - 10);
    lastMs = performance.now();
  }, 10);
  return () => {
    clearInterval(timer);
    return longest;
  };
}

async function planFor(opened: Console, verb: Verb, prefix: string) {
  const client = createRouterClient(opened.router);
  const lookMs = performance.now();
  const { conditions } = await client.lookAgain();
  const ids = conditions.filter(({ subject }) => subject.id.startsWith(prefix)).map(({ id }) => id);
  const planMs = performance.now();
  const plan = await client.recover.plan({ verb, conditionIds: ids });
  const eligible = plan.items.filter((item) => item.eligible).length;
  say(
    `  look ${seconds(planMs - lookMs)}, plan ${seconds(performance.now() - planMs)}: ${eligible} of ${ids.length} can be done`,
  );
  return { client, plan };
}

async function killInTheMiddle(home: string, verb: Verb, prefix: string, passing: number) {
  const child = fileURLToPath(new URL('bulk-child.ts', import.meta.url));
  const env = { ...process.env, ROLLCALL_FAILPOINT: `apply:verified#${passing}` };
  const started = spawn(process.execPath, ['--no-warnings', child, home, verb, prefix], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const signal = await new Promise((resolve) => started.on('close', (_, by) => resolve(by)));
  const openMs = performance.now();
  const opened = await openHome(home);
  const settledMs = performance.now() - openMs;
  const client = createRouterClient(opened.router);
  const [operation] = await client.recover.operations();
  if (operation === undefined) throw new Error('The killed operation is not there.');
  say(
    `  ended by ${String(signal)} after ${passing} items; opened and settled in ${seconds(settledMs)}`,
  );
  say(`  ${operation.state}: ${count(operation)}`);
  await opened.lookNow();
  const again = await client.recover.retry({ operationId: operation.operationId });
  say(`  planned again: ${again.items.filter((item) => item.eligible).length}`);
  await opened.close();
}

/** One verb on all of `prefix`: a whole run, a stop, or a kill, as the caller says. */
async function run(home: string, verb: Verb, prefix: string, stopAfterMs: number | undefined) {
  const opened = await openHome(home);
  const { client, plan } = await planFor(opened, verb, prefix);
  const progress = watchProgress(opened);
  const delay = watchDelay();
  const beganMs = performance.now();
  let stoppedMs: number | undefined;
  const applying = client.recover.apply(plan);
  if (stopAfterMs !== undefined)
    setTimeout(() => {
      const running = opened.live.view().operations.find(({ state }) => state === 'running');
      stoppedMs = performance.now();
      void client.recover.stop({ operationId: running?.operationId ?? '' });
    }, stopAfterMs);
  const operation = await applying;
  const endMs = performance.now();
  say(`  ${count(operation)} in ${seconds(endMs - beganMs)}`);
  say(
    `  longest without progress ${Math.round(progress())} ms, longest wait of others ${Math.round(delay())} ms`,
  );
  if (stoppedMs !== undefined) {
    const finishedMs = Date.parse(operation.finishedAt ?? '') - (Date.now() - performance.now());
    say(`  stopped within ${Math.round(finishedMs - stoppedMs)} ms`);
  }
  await opened.close();
}

const versions = (home: string, prefix: string): string =>
  withJournal(home, ({ records }) => {
    const { sessions, environments } = records.load();
    const own = [...sessions, ...environments].filter(({ record }) => record.id.startsWith(prefix));
    return JSON.stringify(own.map(({ record, version }) => [record.id, version]));
  });

/** Everything of the worktrees that no plan selected, files and administrative entries. */
function bystanders(repository: string): string {
  const below = (directory: string): readonly string[] =>
    readdirSync(directory).flatMap((name) => {
      const path = join(directory, name);
      return statSync(path).isDirectory()
        ? below(path)
        : [`${path} ${readFileSync(path).toString('hex')}`];
    });
  const entries = join(repository, '.git', 'worktrees');
  return [`${repository}.worktrees`, entries]
    .flatMap((root) =>
      readdirSync(root)
        .filter((name) => name.startsWith('b-'))
        .flatMap((name) => below(join(root, name))),
    )
    .join('\n');
}

async function runRecords(many: number): Promise<void> {
  const home = join(folder.path, 'records', 'home');
  makeSessions(folder, home, join(folder.path, 'records', 'shop'), many);
  say(`${many} sessions marked as crashed, ${many} others beside them`);
  const others = versions(home, 'b-');
  await run(home, 'mark_crashed', 'a-', undefined);
  sayOthers(versions(home, 'b-') === others);
  say('the others, ended in the middle');
  await killInTheMiddle(home, 'mark_crashed', 'b-', Math.floor(many / 4));
  say('what was left, stopped after a second');
  await run(home, 'mark_crashed', 'b-', isSmall ? 100 : 1000);
}

async function runTrees(trees: number): Promise<void> {
  const place = join(folder.path, 'trees');
  const home = join(place, 'home');
  makeWorktrees(folder, home, join(place, 'shop'), trees);
  say(`${trees} worktrees cleaned up, ${Math.ceil(trees / 10)} others beside them`);
  const before = bystanders(join(place, 'shop'));
  await killInTheMiddle(home, 'clean_up', 'a-', Math.floor(trees / 4));
  await run(home, 'clean_up', 'a-', isSmall ? 1500 : 20_000);
  await run(home, 'clean_up', 'a-', undefined);
  sayOthers(bystanders(join(place, 'shop')) === before);
}

const records = numberOption('records', isSmall ? 500 : 10_000);
const trees = numberOption('trees', isSmall ? 20 : 200);
try {
  if (records > 0) await runRecords(records);
  if (trees > 0) await runTrees(trees);
} finally {
  folder.remove();
}
