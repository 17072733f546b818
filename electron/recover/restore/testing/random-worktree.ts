// For tests: a worktree in some state that an agent may have left behind, drawn from a seed.
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeText, type TestingRepository } from '#electron/platform/testing-repository.ts';
import type { Chance } from './random.ts';

/** What a backup is known not to hold: such a worktree has to be refused. */
export type Unkeepable = 'nested_repository' | 'dirty_submodule' | 'name_not_utf8';

export interface RandomWorktree {
  readonly features: readonly string[];
  readonly unkeepable: Unkeepable | undefined;
}

const unusualNames = [
  '-rf',
  ' leading space',
  'trailing space ',
  'new\nline',
  'tab\there',
  '"quoted"',
  "it's",
  'back\\slash',
  'ünïcödé',
  '日本語.txt',
  '🦊.md',
  'a:b*c?d',
  '$HOME',
  ':(top)magic',
] as const;

interface Place {
  readonly repository: TestingRepository;
  readonly path: string;
  readonly chance: Chance;
}

type Feature = (place: Place) => void;

const write = ({ path, chance }: Place, name: string): void =>
  writeText(join(path, name), `${name} ${chance.below(1_000_000)}\n`);

const file = ({ chance }: Place): string => `src/a/file${chance.below(8)}.txt`;

/** Each leaves the worktree in a state that must come back to the byte. */
const features: Readonly<Record<string, Feature>> = {
  staged(place) {
    const name = file(place);
    write(place, name);
    place.repository.gitIn(place.path, 'add', '-f', '--', name);
  },
  unstaged: (place) => write(place, file(place)),
  staged_then_changed(place) {
    write(place, 'staged-new.txt');
    place.repository.gitIn(place.path, 'add', '--', 'staged-new.txt');
    write(place, 'staged-new.txt');
  },
  staged_then_removed(place) {
    write(place, 'only-staged.txt');
    place.repository.gitIn(place.path, 'add', '--', 'only-staged.txt');
    rmSync(join(place.path, 'only-staged.txt'));
  },
  untracked: (place) => write(place, `new/dir${place.chance.below(5)}/untracked.txt`),
  ignored(place) {
    write(place, 'debug.log');
    write(place, 'build/out/artifact.o');
    write(place, '.env');
  },
  deleted: (place) => rmSync(join(place.path, file(place)), { force: true }),
  deleted_staged: ({ repository, path, chance }) =>
    void repository.gitIn(path, 'rm', '-q', '-f', '--', `docs/deep/er/page ${chance.below(4)}.md`),
  renamed: ({ repository, path }) =>
    void repository.gitIn(path, 'mv', '-f', 'run.sh', 'renamed run.sh'),
  executable: (place) => {
    write(place, 'tool.sh');
    chmodSync(join(place.path, 'tool.sh'), 0o755);
  },
  no_longer_executable: ({ path }) => chmodSync(join(path, 'image.bin'), 0o755),
  symlinks({ path }) {
    symlinkSync('nowhere/at all', join(path, 'dangling'));
    rmSync(join(path, 'link'));
    symlinkSync('shared.txt', join(path, 'link'));
  },
  file_for_directory({ path }) {
    rmSync(join(path, 'docs'), { recursive: true, force: true });
    writeText(join(path, 'docs'), 'a file now\n');
  },
  empty_directory: ({ path }) => void mkdirSync(join(path, 'empty/inside'), { recursive: true }),
  unusual_names(place) {
    for (const name of unusualNames) if (place.chance.happens(0.4)) write(place, `odd/${name}`);
    const staged = place.chance.pick(unusualNames);
    write(place, staged);
    place.repository.gitIn(place.path, '--literal-pathspecs', 'add', '--', staged);
  },
  binary: ({ path, chance }) =>
    writeFileSync(
      join(path, 'blob.bin'),
      Buffer.from(Array.from({ length: 500 }, () => chance.below(256))),
    ),
  line_endings: ({ path }) => writeText(join(path, 'dos.crlf'), 'mixed\r\nendings\nhere\r\n'),
  lfs_pointer: ({ path, chance }) =>
    writeText(join(path, 'model.lfs'), `version x\noid sha256:${chance.below(1e9)}\n`),
  intent_to_add(place) {
    write(place, 'intended.txt');
    place.repository.gitIn(place.path, 'add', '-N', '--', 'intended.txt');
  },
  committed(place) {
    write(place, 'committed.txt');
    place.repository.gitIn(place.path, 'add', '--', 'committed.txt');
    place.repository.gitIn(
      place.path,
      'commit',
      '--quiet',
      '--message=more',
      '--',
      'committed.txt',
    );
  },
};

/** What git ignores, of every kind: for trials that keep it too. */
export function layIgnored(place: Place): void {
  const { path, chance } = place;
  features['ignored']?.(place);
  for (const name of unusualNames) if (chance.happens(0.3)) write(place, `build/odd/${name}`);
  write(place, 'build/tool');
  chmodSync(join(path, 'build/tool'), chance.pick([0o755, 0o700, 0o444]));
  if (chance.happens(0.5)) symlinkSync('nowhere/at all', join(path, 'build/dangling'));
  if (chance.happens(0.5)) mkdirSync(join(path, 'build/empty/inside'), { recursive: true });
  if (chance.happens(0.5)) write(place, `new/beside-${chance.below(5)}.log`);
  const large = Buffer.alloc(chance.happens(0.2) ? 3_000_000 : 1000, chance.below(256));
  writeFileSync(join(path, 'build/large.bin'), large);
}

/** At most one of these, and before the others. */
const situations: Readonly<Record<string, Feature>> = {
  detached: ({ repository, path }) =>
    void repository.gitIn(path, 'checkout', '--quiet', '--detach'),
  mid_rebase: (place) => conflict(place, 'rebase', 'theirs'),
  mid_merge: (place) => conflict(place, 'merge', 'theirs'),
  mid_cherry_pick: (place) => conflict(place, 'cherry-pick', 'theirs'),
  sparse: ({ repository, path }) =>
    void repository.gitIn(path, 'sparse-checkout', 'set', 'src', 'docs'),
  submodule: ({ repository, path }) =>
    void repository.gitIn(
      path,
      '-c',
      'protocol.file.allow=always',
      'submodule',
      '--quiet',
      'update',
      '--init',
    ),
};

function conflict({ repository, path }: Place, ...command: string[]): void {
  writeText(join(path, 'shared.txt'), 'one\nOURS\nthree\n');
  repository.gitIn(path, 'commit', '--quiet', '--all', '--message=ours');
  try {
    repository.gitIn(path, ...command);
  } catch {
    // That it stops in the middle is what is wanted.
    return;
  }
  throw new Error(`${command.join(' ')} did not stop`);
}

const unkeepable: Readonly<Record<Unkeepable, Feature>> = {
  nested_repository({ repository, path }) {
    mkdirSync(join(path, 'nested'));
    repository.gitIn(join(path, 'nested'), 'init', '--quiet');
    writeText(join(path, 'nested/inside.txt'), 'inside\n');
  },
  dirty_submodule(place) {
    situations['submodule']?.(place);
    writeText(join(place.path, 'lib/lib.txt'), 'changed\n');
  },
  name_not_utf8: ({ path }) =>
    writeFileSync(Buffer.concat([Buffer.from(`${path}/bad-`), Buffer.from([0xff, 0xfe])]), 'x'),
};

const namesOf = <T extends object>(record: T): readonly string[] => Object.keys(record);

/** Draws a state and brings the worktree into it. */
export function disturb(place: Place): RandomWorktree {
  const { chance } = place;
  const drawn: string[] = [];
  const take = (all: Readonly<Record<string, Feature>>, name: string): void => {
    all[name]?.(place);
    drawn.push(name);
  };
  const bad = chance.happens(0.08)
    ? chance.pick<Unkeepable>(['nested_repository', 'dirty_submodule', 'name_not_utf8'])
    : undefined;
  if (bad !== undefined) take(unkeepable, bad);
  else if (chance.happens(0.6)) {
    const names = namesOf(situations);
    take(situations, names[chance.below(names.length)] ?? '');
  }
  // Committing in the midst of an operation would end it.
  const isPlain = drawn.length === 0;
  for (const name of namesOf(features)) {
    const isPossible =
      (name !== 'committed' || isPlain) && (!drawn.includes('sparse') || sparse.has(name));
    if (isPossible && chance.happens(0.3)) take(features, name);
  }
  return { features: drawn, unkeepable: bad };
}

/** What does not need the files that a sparse checkout leaves out. */
const sparse: ReadonlySet<string> = new Set([
  'staged',
  'unstaged',
  'untracked',
  'ignored',
  'deleted',
  'empty_directory',
  'binary',
]);
