// Ends the console at every failpoint of every verb, and looks at what the next start makes of it.
// `--full`: also the start after it, at each point of settling; `--only NAME`: one scenario.
import { messageOf } from '#shared/result.ts';
import { makeBenchFolder } from './bench-folder.ts';
import { scenarios, type Scenario } from './kill-scenarios.ts';
import { openKillBench, type KillRun } from './kill-runs.ts';

const settlingPoints = [
  'settle:before-item#1',
  'settle:item-settled#1',
  'settle:outcome-written#1',
  'settle:before-end#1',
  'settle:ended#1',
] as const;

const chosenName = process.argv[process.argv.indexOf('--only') + 1];
const isFull = process.argv.includes('--full');
const chosen = process.argv.includes('--only')
  ? scenarios.filter(({ name }) => name === chosenName)
  : scenarios;

const folder = makeBenchFolder();
const runs: KillRun[] = [];
const waiting = chosen.values();

function tell({ scenario, points, outcome, why, ms, problems }: KillRun): void {
  const head = `${scenario.padEnd(26)} ${points.join(' then ').padEnd(58)} ${outcome}`;
  process.stdout.write(`${head}, ${Math.round(ms)} ms: ${why}\n`);
  for (const problem of problems) process.stdout.write(`    WRONG: ${problem}\n`);
}

async function runScenario(scenario: Scenario, place: string): Promise<void> {
  const bench = await openKillBench(folder, scenario, place);
  for (const [index, point] of bench.points.entries()) {
    const again = isFull
      ? [
          [],
          ...settlingPoints.filter((_, at) => (at + index) % 5 < 2).map((settling) => [settling]),
        ]
      : [[]];
    for (const later of again) {
      const run = await bench.run([point, ...later]);
      runs.push(run);
      tell(run);
    }
  }
}

async function work(place: string): Promise<void> {
  for (const scenario of waiting)
    await runScenario(scenario, place).catch((error: unknown) => {
      const problems = [messageOf(error)];
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
process.stdout.write(
  `\n${runs.length} kills at ${new Set(runs.flatMap(({ points }) => points)).size} points\n`,
);
for (const [outcome, count] of outcomes)
  process.stdout.write(`${String(count).padStart(6)}  ${outcome}\n`);
process.stdout.write(
  `slowest start with settling: ${Math.round(slowest)} ms\n${wrong.length} wrong\n`,
);
process.exitCode = wrong.length === 0 ? 0 : 1;
