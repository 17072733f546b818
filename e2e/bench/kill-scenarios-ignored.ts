// A restart that keeps what git ignores, and its undo.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn } from '#electron/recover/ignored/ignored-note.ts';
import { homePaths } from '#electron/platform/home.ts';
import { keepIgnored, doBefore } from './kill-act.ts';
import { namesIn } from './kill-check.ts';
import { changeTask, isSetBack, task, type Scenario, type Seen } from './kill-scenarios.ts';
import type { Made } from './kill-world.ts';

/** Git would write over the first of them; the others stay where they are. */
const ignored = { 'kept.txt': 'precious change\n', '.env': 'SECRET=1\n', 'build/tool': 'built\n' };
const later = 'SECRET=of another one\n';

/** Its branch does not track what its base does, and ignores it. */
function layIgnored(made: Made): void {
  const { folder, world } = made;
  const inTree = (...args: string[]) => folder.git(world.worktree, ...args);
  folder.write(join(world.repository, '.git/info/exclude'), 'kept.txt\n.env\nbuild/\n');
  inTree('rm', '--quiet', '--cached', 'kept.txt');
  inTree('commit', '--quiet', '--message=less');
  for (const [name, text] of Object.entries(ignored))
    folder.write(join(world.worktree, name), text);
  changeTask(made, { approvalRequired: true });
}

/** Where ignored files may lie: in their places, or in what was kept of them. */
const placesOf = ({ world: { home, worktree } }: Seen): readonly string[] => {
  const { backups } = homePaths(home);
  return [worktree, ...namesIn(backups).map((name) => filesIn(join(backups, name)))];
};

const isAnywhere = (seen: Seen, name: string, text: string): boolean =>
  placesOf(seen).some(
    (place) => existsSync(join(place, name)) && readFileSync(join(place, name), 'utf8') === text,
  );

const isKept = (seen: Seen): boolean =>
  Object.entries(ignored).every(([name, text]) => isAnywhere(seen, name, text));

const isBack = (seen: Seen): boolean =>
  existsSync(join(seen.world.worktree, 'new.txt')) &&
  Object.entries(ignored).every(
    ([name, text]) => readFileSync(join(seen.world.worktree, name), 'utf8') === text,
  );

export const ignoredScenarios: readonly Scenario[] = [
  {
    name: 'restart, ignored files kept',
    verb: 'restart',
    subjects: [...task, keepIgnored],
    make: layIgnored,
    isTrue: (seen) => isSetBack(seen) && namesIn(homePaths(seen.world.home).backups).length === 1,
    isWhole: isKept,
  },
  {
    name: 'undo a restart, ignored files kept',
    verb: 'undo',
    subjects: [],
    async make(made) {
      layIgnored(made);
      await doBefore(made, { verb: 'restart', subjects: [...task, keepIgnored] });
      made.folder.write(join(made.world.worktree, '.env'), later);
    },
    isTrue: isBack,
    isWhole: (seen) => isKept(seen) && isAnywhere(seen, '.env', later),
  },
];
