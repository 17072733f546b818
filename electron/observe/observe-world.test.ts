import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Engine } from '#shared/domain/engine.ts';
import type { Environment } from '#shared/domain/environment.ts';
import type { RunGit } from '#shared/domain/git.ts';
import type { EngineReading } from '#shared/domain/observation.ts';
import type { RecordSet } from '#shared/domain/records.ts';
import { recorded as recordedAt, recordSet } from '#shared/testing/make-situation.ts';
import { recordedWorktree } from '#shared/testing/recorded-worktree.ts';
import { createManualClock } from '#electron/platform/clock.ts';
import { createGitRunner } from '#electron/platform/git-runner.ts';
import {
  createTestingRepository,
  writeText,
  type TestingRepository,
} from '#electron/platform/testing-repository.ts';
import { createObserver, readEngine } from './observe-world.ts';
import { lookAtAll } from './testing-whole-look.ts';

const clock = createManualClock(0);
const observedAt = clock.now();
const plainGit = createGitRunner();
let repository: TestingRepository;
let commands: string[];
let mostAtOnce: number;
beforeEach(() => {
  repository = createTestingRepository();
  commands = [];
  mostAtOnce = 0;
});
afterEach(() => repository.remove());

function createEyes(concurrency = 1) {
  let running = 0;
  const runGit: RunGit = async (request) => {
    commands.push(request.args.slice(0, 2).join(' '));
    running += 1;
    mostAtOnce = Math.max(mostAtOnce, running);
    const answer = await plainGit(request);
    running -= 1;
    return answer;
  };
  const observeProcess = () => Promise.resolve({ kind: 'absent', observedAt } as const);
  return createObserver({
    runGit,
    clock,
    observeProcess,
    concurrency,
  });
}

const recorded = (id: string, path: string, change: Partial<Environment> = {}): Environment =>
  recordedWorktree({ id, root: repository.root, path, branch: id, at: observedAt }, change);

const records = (...environments: Environment[]): RecordSet => ({
  ...recordSet(),
  environments: environments.map((record) => recordedAt(record, { workspace: repository.root })),
});

const engine = (name: string, observe: Engine['observe']): Engine => {
  const unused = () => Promise.reject(new Error('only observed'));
  return { name, observe, start: unused, stop: unused, forget: unused };
};

it('lists a repository once, and looks at each worktree, within bounds', async () => {
  const environments = ['one', 'two', 'three'].map((id) =>
    recorded(id, repository.addWorktree(id)),
  );
  const observed = await lookAtAll(createEyes(1), records(...environments), [repository.root]);
  expect(observed.unclaimed).toEqual([]);
  expect(observed.environments.map(({ registration }) => registration)).toEqual(
    Array.from({ length: 3 }, () => 'registered'),
  );
  expect(observed.repositories).toHaveLength(1);
  expect(commands.filter((command) => command === 'worktree list')).toHaveLength(1);
  expect(commands.filter((command) => command.startsWith('status'))).toHaveLength(3);
  expect(mostAtOnce).toBe(1);
});

it('asks once for the branch of a remote that several worktrees began from', async () => {
  const { git } = repository;
  git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  const environments = ['one', 'two', 'three'].map((id) => {
    const environment = recorded(id, repository.addWorktree(id));
    return {
      ...environment,
      git: environment.git && { ...environment.git, baseBranch: 'origin/main' },
    };
  });
  const seen = await lookAtAll(createEyes(), records(...environments), [repository.root]);
  expect(seen.environments.map(({ base }) => base)).toEqual(['present', 'present', 'present']);
  expect(commands.filter((command) => command.startsWith('for-each-ref'))).toHaveLength(2);
});

it('runs no git for a folder of which nothing is asked, and looks at nothing in it', async () => {
  const path = repository.addWorktree('old');
  const retired = recorded('old', path, { state: 'archived' });
  const seen = await createEyes().observeGroup({
    group: repository.root,
    environments: [],
    repository: undefined,
    isListing: false,
    recordedEnvironments: [retired],
    workspaces: [repository.root],
  });
  expect(seen).toEqual({ repository: undefined, environments: [], unclaimed: undefined });
  expect(commands).toEqual([]);
});

it('is content with a watched folder that is no repository, and sees its leftovers', async () => {
  const plain = join(repository.folder, 'plain');
  mkdirSync(plain);
  mkdirSync(join(`${plain}.worktrees`, 'left'), { recursive: true });
  const observed = await lookAtAll(createEyes(), records(), [
    plain,
    join(repository.folder, 'gone'),
  ]);
  expect(observed.repositories).toEqual([]);
  expect(observed.unclaimed).toMatchObject([{ workspace: plain, isEmpty: true }]);
});

it('says that an engine could not be read when it throws', async () => {
  const read: EngineReading = { kind: 'read', engine: 'good', entries: [], observedAt };
  const good = engine('good', () => Promise.resolve(read));
  const bad = engine('bad', () => Promise.reject(new Error('tmux is not there')));
  expect(await readEngine({ clock }, good)).toEqual(read);
  expect(await readEngine({ clock }, bad)).toEqual({
    kind: 'unreadable',
    engine: 'bad',
    why: 'tmux is not there',
    observedAt,
  });
});

it('finds directories and worktrees that nobody recorded, and only those', async () => {
  const { root, folder } = repository;
  const known = repository.addWorktree('repo.worktrees/known', 'known');
  const stranger = repository.addWorktree('elsewhere', 'stranger');
  const removed = repository.addWorktree('repo.worktrees/removed', 'removed');
  const missing = repository.addWorktree('missing');
  rmSync(missing, { recursive: true });
  writeText(join(stranger, 'new'), 'work');
  mkdirSync(join(`${root}.worktrees`, 'left'));
  mkdirSync(join(`${root}.worktrees`, '.rollcall-trash'));
  writeText(join(`${root}.worktrees`, 'a file'), 'x');
  const { unclaimed } = await lookAtAll(
    createEyes(),
    records(recorded('known', known), recorded('removed', removed, { state: 'removed' })),
    [root],
  );
  const by = new Map(unclaimed.map((found) => [found.path, found]));
  expect([...by.keys()].toSorted()).toEqual([
    join(folder, 'elsewhere'),
    join(`${root}.worktrees`, 'left'),
    removed,
  ]);
  expect(by.get(stranger)).toMatchObject({
    root: folder,
    worktree: { branch: 'stranger' },
    status: { kind: 'read', untrackedCount: 1 },
  });
  expect(by.get(join(`${root}.worktrees`, 'left'))).toMatchObject({
    workspace: root,
    isEmpty: true,
    worktree: undefined,
  });
});

it('tells the work in a clone among the worktrees, which is nowhere else', async () => {
  const { root, gitIn } = repository;
  const clone = join(`${root}.worktrees`, 'clone');
  gitIn(root, 'clone', '--quiet', root, clone);
  writeText(join(clone, 'more.md'), 'work');
  gitIn(clone, 'add', '.');
  gitIn(clone, 'commit', '--quiet', '--message=only here');
  writeText(join(clone, 'new'), 'work');
  const { unclaimed } = await lookAtAll(createEyes(), records(), [root]);
  expect(unclaimed).toMatchObject([
    { path: clone, worktree: undefined, status: { untrackedCount: 1, unpushedCommits: 1 } },
  ]);
});

it('calls no folder left over that only leads to a worktree or an environment', async () => {
  const { root } = repository;
  const below = `${root}.worktrees`;
  const outer = repository.addWorktree('repo.worktrees/outer', 'outer');
  const recordedInside = join(below, 'outer.worktrees', 'by-the-outer-agent');
  mkdirSync(recordedInside, { recursive: true });
  repository.addWorktree('repo.worktrees/team/listed', 'listed');
  mkdirSync(join(below, 'left', 'deeper'), { recursive: true });
  const { unclaimed } = await lookAtAll(
    createEyes(),
    records(recorded('outer', outer), recorded('inner', recordedInside)),
    [root],
  );
  expect(unclaimed.map(({ path }) => path).toSorted()).toEqual([
    join(below, 'left'),
    join(below, 'team', 'listed'),
  ]);
});

it('calls nothing unclaimed while the repository cannot be read', async () => {
  const { root } = repository;
  mkdirSync(join(`${root}.worktrees`, 'left'), { recursive: true });
  writeText(join(root, '.git', 'config'), '[core\n');
  const observed = await lookAtAll(createEyes(), records(), [root]);
  expect(observed).toMatchObject({ repositories: [{ kind: 'unknown' }], unclaimed: [] });
});

it('does not call a watched worktree unclaimed', async () => {
  const side = repository.addWorktree('side');
  const observed = await lookAtAll(createEyes(), records(), [repository.root, side]);
  expect(observed.unclaimed).toEqual([]);
});

it('looks at one environment alone, as it does before it acts', async () => {
  const path = repository.addWorktree('side');
  const reading = await createEyes().observeEnvironment(recorded('side', path));
  expect(reading).toMatchObject({ registration: 'registered', status: { kind: 'read' } });
});
