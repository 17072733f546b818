// Random worktrees: backup, clean up (or set back), restore, compare to the byte. Prints the counts.
import { rooms } from '#electron/console/recovery-rooms.ts';
import { createRecoveryWorld } from '#electron/recover/recovery-world.ts';
import { seedRepository } from '#electron/recover/restore/testing/seed-repository.ts';
import { runTrial, type Trial } from '#electron/recover/restore/testing/trial.ts';

/** `--trials N` and `--seed N`. */
function option(name: string, otherwise: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
}

const trials = option('trials', 1000);
const first = option('seed', 1);
/** A new repository now and then: each trial leaves private refs behind. */
const perWorld = 50;

const counts = new Map<string, number>();
const add = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
const wrong: Trial[] = [];

for (let begin = 0; begin < trials; begin += perWorld) {
  const world = await createRecoveryWorld(rooms);
  try {
    seedRepository(world.repository);
    for (let at = begin; at < Math.min(trials, begin + perWorld); at += 1) {
      const trial = await runTrial(world, first + at);
      add(`${trial.way}: ${trial.result}`);
      for (const feature of trial.features) add(`  with ${feature}`);
      if (trial.result !== 'wrong') continue;
      wrong.push(trial);
      console.error(JSON.stringify(trial));
    }
  } finally {
    await world.close();
  }
  console.error(`${Math.min(trials, begin + perWorld)} of ${trials}, ${wrong.length} wrong`);
}

console.log(
  `${trials} random worktrees from seed ${first}: backup → clean up or set back → restore`,
);
for (const [name, count] of [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)))
  console.log(`${String(count).padStart(6)}  ${name}`);
console.log(`bystanders’ entries: compared in every trial; wrong: ${wrong.length}`);
process.exitCode = wrong.length === 0 ? 0 : 1;
