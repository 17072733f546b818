import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { addInterruptedTask, type InterruptedTask } from '#electron/recover/recovery-task.ts';
import {
  conditionAbout,
  createRecoveryWorld,
  type RecoveryWorld,
} from '#electron/recover/recovery-world.ts';
import { actOn } from '#electron/recover/testing/act-and-undo.ts';

let world: RecoveryWorld;
let task: InterruptedTask;
let environment: string;
beforeEach(async () => {
  world = await createRecoveryWorld(rooms);
  task = addInterruptedTask(world, { id: 'login', environment: { lease: undefined } });
  const about = { kind: 'environment', id: 'env-login' } as const;
  environment = world.list(conditionAbout(about, world.repository.root));
  appendFileSync(join(world.repository.root, '.git', 'info', 'exclude'), 'over.txt\n');
});
afterEach(() => world.close());

const git = (...args: string[]) => world.repository.gitIn(task.path, ...args);
const write = (name: string, text: string) => writeFileSync(join(task.path, name), text);
const over = () => readFileSync(join(task.path, 'over.txt'), 'utf8');

function commit(message: string, change: () => void): void {
  change();
  git('commit', '--quiet', '--all', `--message=${message}`);
}
const addOver = () => {
  write('over.txt', 'tracked\n');
  git('add', '--force', 'over.txt');
};
const removeOver = () => void git('rm', '--quiet', 'over.txt');
const say = (text: string) => () => write('readme.md', text);

/** Two commits on `side`; the readme of one of them conflicts with that of the task's branch. */
function branchOff(first: () => void, second: () => void): void {
  git('checkout', '--quiet', '-b', 'side');
  commit('first', first);
  commit('second', second);
  git('checkout', '--quiet', 'rollcall/login');
  commit('ours', say('ours\n'));
}

/** What was tracked at the start is removed by the first step, and the second one stops. */
function removesThenStops(): void {
  commit('over', addOver);
  branchOff(removeOver, say('theirs\n'));
}
/** The first step stops, and one that is left adds a file. */
const stopsThenAdds = () => branchOff(say('theirs\n'), addOver);

const stops = (...args: string[]) => expect(() => git(...args)).toThrow();
function applyMails(...options: string[]): void {
  const mails = join(world.home, 'mails');
  git('format-patch', '--quiet', '-2', '-o', mails, 'side');
  const files = readdirSync(mails).map((name) => join(mails, name));
  stops('am', '--quiet', ...options, ...files);
}

const onlyCopy = 'ignored, and the only copy\n';

async function expectRefusedUnlessKept(how: 'finish' | 'abort', doing: string): Promise<void> {
  write('over.txt', onlyCopy);
  if (how === 'finish') {
    write('readme.md', 'resolved\n');
    git('add', 'readme.md');
  }
  const refused = await world.recovery.plan('finish_or_abort', [environment], { how });
  expect(refused.items[0]?.why).toContain(
    `${doing} would write over what git ignores now (over.txt)`,
  );
  const done = await actOn(world, 'finish_or_abort', environment, { how, keepIgnored: true });
  expect(over()).toBe('tracked\n');
  const kept = join(done.items[0]?.backup?.ignored ?? '', 'ignored', 'over.txt');
  expect(readFileSync(kept, 'utf8')).toBe(onlyCopy);
}

describe('an abort does not write over what git ignores', () => {
  it.each<[string, () => void]>([
    [
      'a merge',
      () => {
        removesThenStops();
        stops('merge', '--quiet', 'side');
      },
    ],
    [
      'a cherry-pick of several',
      () => {
        removesThenStops();
        stops('cherry-pick', 'side~1', 'side');
      },
    ],
    [
      'a revert',
      () => {
        commit('before', say('before\n'));
        commit('replaced', () => {
          addOver();
          say('with it\n')();
        });
        commit('after', say('after\n'));
        stops('revert', '--no-edit', 'HEAD~1');
      },
    ],
    [
      'mails',
      () => {
        removesThenStops();
        applyMails();
      },
    ],
  ])('%s', async (_name, begin) => {
    begin();
    expect(existsSync(join(task.path, 'over.txt'))).toBe(false);
    await expectRefusedUnlessKept('abort', 'Going back');
  });
});

describe('going on does not write over what git ignores', () => {
  it.each<[string, () => void]>([
    [
      'a rebase',
      () => {
        stopsThenAdds();
        git('checkout', '--quiet', '-B', 'rollcall/login', 'side');
        git('checkout', '--quiet', '-b', 'base', 'main');
        commit('base', say('base\n'));
        git('checkout', '--quiet', 'rollcall/login');
        stops('rebase', '--quiet', 'base');
      },
    ],
    [
      'a cherry-pick of several',
      () => {
        stopsThenAdds();
        stops('cherry-pick', 'side~1', 'side');
      },
    ],
    [
      'mails that are merged',
      () => {
        stopsThenAdds();
        applyMails('--3way');
      },
    ],
  ])('%s', async (_name, begin) => {
    begin();
    await expectRefusedUnlessKept('finish', 'Going on');
  });

  it('and is not kept from it by what no step touches', async () => {
    stopsThenAdds();
    stops('cherry-pick', 'side~1');
    write('over.txt', onlyCopy);
    write('readme.md', 'resolved\n');
    git('add', 'readme.md');
    await actOn(world, 'finish_or_abort', environment, { how: 'finish' });
    expect(over()).toBe(onlyCopy);
  });
});

describe('what git’s own files say', () => {
  it('is never taken for an option', async () => {
    git('bisect', 'start');
    const written = join(world.home, 'written');
    const start = git('rev-parse', '--git-path', 'BISECT_START').trim();
    writeFileSync(start, `--output=${written}\n`);
    const { items } = await world.recovery.plan('finish_or_abort', [environment]);
    expect(items[0]).toMatchObject({ eligible: false });
    expect(existsSync(written)).toBe(false);
  });

  it.each([
    ['a list of steps', ['--exec', 'touch ran']],
    ['the repository’s settings', []],
  ])('runs nothing that the plan does not show, by %s', async (_name, options) => {
    branchOff(say('theirs\n'), addOver);
    if (options.length === 0) git('config', 'merge.mine.driver', 'touch ran');
    stops('rebase', '--quiet', ...options, 'side');
    write('readme.md', 'resolved\n');
    git('add', 'readme.md');
    const how = 'finish';
    const { items } = await world.recovery.plan('finish_or_abort', [environment], { how });
    expect(items[0]).toMatchObject({ eligible: false });
    expect(items[0]?.why).toContain('touch ran');
    await actOn(world, 'finish_or_abort', environment);
    expect(existsSync(join(task.path, 'ran'))).toBe(false);
  });

  it('leads an aborted bisect back to its branch', async () => {
    git('bisect', 'start');
    await actOn(world, 'finish_or_abort', environment);
    expect(git('branch', '--show-current').trim()).toBe('rollcall/login');
  });
});

describe('a rebase that was ended while its steps were still being chosen', () => {
  it('is aborted, and not gone on with: its commits would be put onto themselves', async () => {
    commit('one', say('one\n'));
    commit('two', say('two\n'));
    const before = git('rev-parse', 'HEAD');
    // Git stops where it stood when the editor is ended with it.
    const { pid } = startRebase(task.path);
    await vi.waitFor(() => expect(existsSync(join(world.home, 'choosing'))).toBe(true), 10_000);
    process.kill(-pid, 'SIGKILL');
    const planned = await world.recovery.plan('finish_or_abort', [environment], { how: 'finish' });
    expect(planned.items[0]?.why).toContain('ended before its first step');
    const done = await actOn(world, 'finish_or_abort', environment, { how: 'abort' });
    expect(done.items[0]?.result).toBe('applied');
    expect(git('rev-parse', 'HEAD')).toBe(before);
    expect(git('branch', '--show-current').trim()).toBe('rollcall/login');
  });
});

/** In a process group of its own, with an editor that never ends. */
function startRebase(cwd: string): { readonly pid: number } {
  const editor = `touch '${join(world.home, 'choosing')}'; exec sleep 60 #`;
  const env = { ...process.env, GIT_SEQUENCE_EDITOR: editor };
  const args = ['rebase', '--quiet', '--interactive', 'HEAD~2'];
  const child = spawn('git', args, { cwd, env, detached: true, stdio: 'ignore' });
  if (child.pid === undefined) throw new Error('git was not started');
  return { pid: child.pid };
}
