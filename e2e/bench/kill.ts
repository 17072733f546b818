// Ends the console at every failpoint of every verb, and looks at what the next start makes of it.
// `--full`: also the start after it, at each point of settling; `--only NAME`: one scenario;
// `--shard I/N`: every Nth run.
import { makeBenchFolder } from './bench-folder.ts';
import { scenarios as ownScenarios, type Scenario } from './kill-scenarios.ts';
import { backScenarios } from './kill-scenarios-back.ts';
import { openKillBench, type KillRun } from './kill-runs.ts';
import { createShard, textOption } from './options.ts';
import { hasOption } from './percentiles.ts';

const settlingPoints = [
  'settle:before-item#1',
  'settle:item-settled#1',
  'settle:outcome-written#1',
  'settle:before-end#1',
  'settle:ended#1',
] as const;

const only = textOption('only');
const isFull = hasOption('full');
const shard = createShard();
const all = [...ownScenarios, ...backScenarios];
const chosen = all.filter(({ name }) => only === undefined || name === only);
if (chosen.length === 0)
  throw new Error(
    `There is no situation “${only}”; there are: ${all.map(({ name }) => name).join('; ')}.`,
  );

const begunMs = performance.now();
const folder = makeBenchFolder();
const runs: KillRun[] = [];
let planned = 0;
const waiting = chosen.values();

function tell({ scenario, points, outcome, why, ms, problems }: KillRun): void {
  const head = `${scenario.padEnd(26)} ${points.join(' then ').padEnd(58)} ${outcome}`;
  process.stdout.write(`${head}, ${Math.round(ms)} ms: ${why}\n`);
  for (const problem of problems) process.stdout.write(`    WRONG: ${problem}\n`);
}

/** Each point alone; in full also with two of the points of settling, another two each time. */
const killsAt = (point: string, index: number): readonly (readonly string[])[] => [
  [point],
  ...(isFull ? settlingPoints : [])
    .filter((_, at) => (at + index) % 5 < 2)
    .map((settling) => [point, settling]),
];

async function runScenario(scenario: Scenario, place: string): Promise<void> {
  const bench = await openKillBench(folder, scenario, place);
  const kills = bench.points.flatMap(killsAt);
  planned += kills.length;
  for (const points of kills.filter((_, number) => shard.has(number + all.indexOf(scenario)))) {
    const run = await bench.run(points);
    runs.push(run);
    tell(run);
  }
}

async function work(place: string): Promise<void> {
  for (const scenario of waiting)
    await runScenario(scenario, place).catch((error: unknown) => {
      const problems = [error instanceof Error ? error.message : String(error)];
      const broken = { outcome: 'NOT RUN', why: '', ms: 0, problems };
      runs.push({ scenario: scenario.name, points: [], ...broken });
      tell({ scenario: scenario.name, points: [], ...broken });
    });
}

try {
  await Promise.all([work('a'), work('b')]);
} finally {
  folder.remove();
}

const wrong = runs.filter(({ problems }) => problems.length > 0);
const slowest = Math.max(0, ...runs.map(({ ms }) => ms));
const outcomes = new Map<string, number>();
for (const { outcome } of runs) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
const points = new Set(runs.flatMap((run) => run.points.map((point) => point.split('#')[0])));
const minutes = (performance.now() - begunMs) / 60_000;
process.stdout.write(
  `\n${runs.length} of ${planned} kills, at ${points.size} points in ${chosen.length} situations, shard ${shard.says}, ${minutes.toFixed(1)} min\n`,
);
for (const [outcome, count] of outcomes)
  process.stdout.write(`${String(count).padStart(6)}  ${outcome}\n`);
process.stdout.write(
  `slowest start with settling: ${Math.round(slowest)} ms\n${wrong.length} wrong\n`,
);
process.exitCode = wrong.length === 0 ? 0 : 1;
