// Random worktrees: backup, clean up (or set back), restore, compare to the byte. Prints the counts.
import { rooms } from '#electron/console/recovery-rooms.ts';
import { createRecoveryWorld } from '#electron/recover/recovery-world.ts';
import { seedRepository } from '#electron/recover/restore/testing/seed-repository.ts';
import { runTrial, type Trial } from '#electron/recover/restore/testing/trial.ts';
import { createShard } from './options.ts';
import { numberOption } from './percentiles.ts';

const trials = numberOption('trials', 1000);
const first = numberOption('seed', 1);
const shard = createShard();
const seeds = Array.from({ length: trials }, (_, at) => first + at).filter((_, at) =>
  shard.has(at),
);
/** A new repository now and then: each trial leaves private refs behind. */
const perWorld = 50;

const counts = new Map<string, number>();
const add = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
const wrong: Trial[] = [];

const begunMs = performance.now();
for (let begin = 0; begin < seeds.length; begin += perWorld) {
  const world = await createRecoveryWorld(rooms);
  try {
    seedRepository(world.repository);
    for (const seed of seeds.slice(begin, begin + perWorld)) {
      const trial = await runTrial(world, seed);
      add(`${trial.way}: ${trial.result}`);
      for (const feature of trial.features) add(`  with ${feature}`);
      if (trial.result !== 'wrong') continue;
      wrong.push(trial);
      console.error(JSON.stringify(trial));
    }
  } finally {
    await world.close();
  }
  console.error(
    `${Math.min(seeds.length, begin + perWorld)} of ${seeds.length}, ${wrong.length} wrong`,
  );
}

const minutes = ((performance.now() - begunMs) / 60_000).toFixed(1);
console.log(
  `${seeds.length} random worktrees from seed ${first}, shard ${shard.says}, ${minutes} min: backup → clean up or set back → restore`,
);
for (const [name, count] of [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)))
  console.log(`${String(count).padStart(6)}  ${name}`);
console.log(`bystanders’ entries: compared in every trial; wrong: ${wrong.length}`);
process.exitCode = wrong.length === 0 ? 0 : 1;
