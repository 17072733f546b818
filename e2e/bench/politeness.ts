// Sweeps beside an agent that commits, rebases and checks out in a loop: nobody may meet a lock.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createObserver } from '#electron/observe/observe-world.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { createGitRunner } from '#electron/platform/git-runner.ts';
import { recordedWorktree } from '#shared/testing/recorded-worktree.ts';
import { makeBenchFolder } from './bench-folder.ts';
import { describeTimes, numberOption, verdict } from './percentiles.ts';

const sweeps = numberOption('sweeps', 1000);

/** What git says when somebody else holds a lock. */
const lockWords = /\.lock|cannot lock|unable to create|another git process/i;

/** Each git command's failure is a line in the log; a round is commit, amend, checkout, rebase. */
const agent = `
cd "$1" || exit 1
round=0
try() { git "$@" >"$LOG.out" 2>&1 || echo "git $1: $(tr '\\n' ' ' <"$LOG.out")" >>"$LOG"; }
while [ ! -e "$2" ]; do
  round=$((round + 1))
  echo "$round" >"note-$((round % 20)).txt"
  try add --all
  try commit --quiet --message "round $round"
  if [ $((round % 5)) -eq 0 ]; then
    try checkout --quiet --detach HEAD~2
    try checkout --quiet work
    try rebase --quiet --force-rebase HEAD~3
    try status --short
  fi
  echo "$round" >"$3"
done
`;

const folder = makeBenchFolder();
try {
  const repository = join(folder.path, 'shop');
  for (let file = 0; file < 200; file += 1)
    folder.write(join(repository, `src/file-${file}.ts`), `export const n = ${file};\n`);
  folder.commitFirst(repository);
  for (const [key, value] of [
    ['user.name', 'Ada'],
    ['user.email', 'ada@example.com'],
  ] as const)
    folder.git(repository, 'config', key, value);
  for (let commit = 0; commit < 5; commit += 1)
    folder.git(repository, 'commit', '--quiet', '--allow-empty', `--message=base ${commit}`);
  const tree = join(`${repository}.worktrees`, 'work');
  folder.git(repository, 'worktree', 'add', '--quiet', '-b', 'work', tree);
  const log = join(folder.path, 'agent.log');
  const stop = join(folder.path, 'stop');
  const rounds = join(folder.path, 'rounds');
  writeFileSync(log, '');
  const child = folder.start('sh', ['-c', `LOG='${log}'\n${agent}`, 'agent', tree, stop, rounds]);

  const now = systemClock.now();
  const worktree = { id: 'env-1', root: repository, path: tree, branch: 'work', at: now };
  const environments = [recordedWorktree(worktree)];
  const observer = createObserver({
    runGit: createGitRunner(),
    clock: systemClock,
    observeProcess: async () => ({ kind: 'absent', observedAt: now }),
  });

  const times: number[] = [];
  const complaints: string[] = [];
  let unknown = 0;
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const begunMs = performance.now();
    const seen = await observer.observeGroup({
      group: repository,
      environments,
      repository: undefined,
      isListing: true,
      recordedEnvironments: environments,
      workspaces: [repository],
    });
    times.push(performance.now() - begunMs);
    const whys = [
      ...(seen.repository?.kind === 'unknown' ? [seen.repository.why] : []),
      ...seen.environments.flatMap(({ status }) =>
        status?.kind === 'unknown' ? [status.why] : [],
      ),
    ];
    unknown += whys.length > 0 ? 1 : 0;
    complaints.push(...whys);
  }
  writeFileSync(stop, '');
  await new Promise((resolve) => child.once('exit', resolve));
  const agentSaid = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const done = existsSync(rounds) ? readFileSync(rounds, 'utf8').trim() : '0';
  const ours = complaints.filter((line) => lockWords.test(line));
  const theirs = agentSaid.filter((line) => lockWords.test(line));
  console.log(`${sweeps} sweeps beside ${done} rounds of commit, checkout and rebase`);
  console.log(`  a sweep      ${describeTimes(times)}`);
  console.log(
    `  lock errors  ${ours.length} here, ${theirs.length} in the agent  ${verdict(ours.length + theirs.length === 0, '0')}`,
  );
  console.log(
    `  other        ${unknown - ours.length} sweeps with something unknown, ${agentSaid.length - theirs.length} other failures of the agent`,
  );
  for (const line of [...new Set([...complaints, ...agentSaid])].slice(0, 5))
    console.log(`    ${line}`);
} finally {
  folder.remove();
}
