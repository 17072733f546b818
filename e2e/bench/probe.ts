// A full look at many worktrees beside the reference's way, metadata alone, and the next looks.
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createObserver } from '#electron/observe/observe-world.ts';
import { stampEnvironment } from '#electron/observe/stamp.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { createGitRunner } from '#electron/platform/git-runner.ts';
import type { Environment } from '#shared/domain/environment.ts';
import type { RepositoryReading } from '#shared/domain/observation.ts';
import { recordedWorktree } from '#shared/testing/recorded-worktree.ts';
import { makeBenchFolder } from './bench-folder.ts';
import { hasOption, numberOption, percentile, verdict } from './percentiles.ts';

const isFull = hasOption('full');
const worktrees = numberOption('worktrees', isFull ? 200 : 40);
const files = numberOption('files', isFull ? 5000 : 500);
const rounds = numberOption('rounds', 3);

/** In folders of a hundred, as sources are. */
const fileName = (index: number): string => `src/part-${Math.floor(index / 100)}/file-${index}.ts`;

const folder = makeBenchFolder();
const repository = join(folder.path, 'shop');
const pathOf = (index: number): string => join(`${repository}.worktrees`, `task-${index}`);

function makeWorktrees(): void {
  for (let file = 0; file < files; file += 1)
    folder.write(join(repository, fileName(file)), `export const n = ${file};\n`);
  folder.commitFirst(repository);
  folder.git(repository, 'config', 'gc.auto', '0');
  for (let index = 0; index < worktrees; index += 1) {
    folder.git(repository, 'worktree', 'add', '--quiet', '-b', `task-${index}`, pathOf(index));
    if (index % 7 === 0) folder.write(join(pathOf(index), fileName(index)), 'changed\n');
    if (index % 11 === 0) folder.write(join(pathOf(index), 'untracked.txt'), 'new\n');
    // Written a moment ago, an index is not trusted by git: let it settle, as it would have.
    folder.git(pathOf(index), 'status', '--porcelain');
  }
}

const now = systemClock.now();
const environments = Array.from({ length: worktrees }, (_, index) =>
  recordedWorktree({
    id: `env-${index}`,
    root: repository,
    path: pathOf(index),
    branch: `task-${index}`,
    at: now,
  }),
);

let asked = 0;
const runGit = createGitRunner();
const observer = createObserver({
  runGit: (request) => {
    asked += 1;
    return runGit(request);
  },
  clock: systemClock,
  observeProcess: async () => ({ kind: 'absent', observedAt: now }),
});

const look = (some: readonly Environment[], kept?: RepositoryReading) =>
  observer.observeGroup({
    group: repository,
    environments: some,
    repository: kept,
    isListing: false,
    recordedEnvironments: environments,
    workspaces: [repository],
  });

/** Lists the worktrees once for each worktree, then asks for its status, one after the other. */
function lookAsReference(): number {
  let dirty = 0;
  for (const { path } of environments) {
    execFileSync('git', ['worktree', 'list', '--porcelain'], { cwd: repository });
    const status = execFileSync('git', ['status', '--porcelain'], { cwd: path, encoding: 'utf8' });
    if (status !== '') dirty += 1;
  }
  return dirty;
}

async function time(run: () => unknown): Promise<number> {
  const begunMs = performance.now();
  await run();
  return performance.now() - begunMs;
}

/** The quickest of the rounds: other work on the machine only adds. */
const best = (values: readonly number[]): number => percentile(values, 0);
const say = (what: string, ms: number, beside: number, goal?: number): void =>
  console.log(
    `${what.padEnd(36)} ${ms.toFixed(1).padStart(9)} ms  ${`${(beside / ms).toFixed(1)}×`.padStart(8)}  ${goal === undefined || !isFull ? '' : verdict(beside / ms >= goal, `≥ ${goal}×`)}`,
  );

try {
  makeWorktrees();
  console.log(
    `${worktrees} worktrees of ${files} files${isFull ? '' : '; the goals are for --full'}`,
  );
  const reference: number[] = [];
  const full: number[] = [];
  const metadata: number[] = [];
  let kept: RepositoryReading | undefined;
  for (let round = 0; round < rounds; round += 1) {
    reference.push(await time(lookAsReference));
    full.push(
      await time(async () => {
        kept = (await look(environments)).repository;
      }),
    );
    metadata.push(await time(() => observer.observeRepository(repository)));
  }
  const beside = best(reference);
  say('the reference', beside, beside);
  say('a full look, nothing known before', best(full), beside, 2.5);
  say('metadata of all (list and refs)', best(metadata), beside, 110);
  // Nothing woke a key: what is left is the net below the watches.
  const stats = Array.from({ length: 5 }, () =>
    time(() => environments.map((one) => stampEnvironment(one, undefined))),
  );
  say('the next look, nothing changed', best(await Promise.all(stats)), beside, 380);
  for (const [changed, goal] of [
    [1, 250],
    [10, 95],
    [50, 25],
  ] as const) {
    if (changed > worktrees) continue;
    const times: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const some = environments.slice(round, round + changed);
      for (const { path } of some) writeFileSync(join(path, fileName(round)), `round ${round}\n`);
      times.push(await time(() => look(some, kept)));
    }
    say(`the next look, ${changed} changed`, best(times), beside, goal);
  }
  asked = 0;
  await look(environments.slice(0, 1), kept);
  console.log(
    `one worktree changed: ${asked} git processes asked for  ${verdict(asked <= 2, '≤ 2')}`,
  );
  rmSync(join(pathOf(0), 'untracked.txt'), { force: true });
} finally {
  folder.remove();
}
