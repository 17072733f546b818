// Plans, changes the world behind the plan's back, applies: what mattered must be refused, what did not
// must not. `--trials N` (5,000), `--seed S` of the first (1), `--shard I/N`.
import { createShard } from './options.ts';
import { numberOption } from './percentiles.ts';
import { runStaleTrials, type StaleOutcome } from './stale-trials.ts';

const first = numberOption('seed', 1);
const shard = createShard();
const seeds = Array.from({ length: numberOption('trials', 5000) }, (_, at) => first + at).filter(
  (_, at) => shard.has(at),
);

const begunMs = performance.now();
const outcomes: StaleOutcome[] = [];
await runStaleTrials(seeds, (outcome) => {
  outcomes.push(outcome);
  const { seed, verb, change, result, why, problem } = outcome;
  if (problem !== undefined)
    process.stdout.write(`WRONG seed ${seed}: ${verb}, ${change}: ${result}, ${problem}: ${why}\n`);
  if (outcomes.length % 100 === 0) process.stdout.write(`${outcomes.length} of ${seeds.length}\n`);
});

const relevant = outcomes.filter(({ isRelevant }) => isRelevant);
const irrelevant = outcomes.filter(({ isRelevant }) => !isRelevant);
const isRefused = ({ result }: StaleOutcome) =>
  result === 'refused' || result === 'no_change_needed';
const caught = relevant.filter(isRefused).length;
const refused = irrelevant.filter(isRefused).length;
const wrong = outcomes.filter(({ problem }) => problem?.startsWith('WRONG') === true).length;
const minutes = ((performance.now() - begunMs) / 60_000).toFixed(1);
process.stdout.write(
  [
    `${outcomes.length} trials from seed ${first}, shard ${shard.says}, ${minutes} min`,
    `relevant changes: ${caught} of ${relevant.length} refused or no change needed`,
    `irrelevant changes: ${refused} of ${irrelevant.length} refused`,
    `wrong targets: ${wrong}`,
    `other faults: ${outcomes.filter(({ problem }) => problem !== undefined).length - wrong}`,
    '',
  ].join('\n'),
);
process.exitCode = outcomes.some(({ problem }) => problem !== undefined) ? 1 : 0;
