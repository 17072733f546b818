// Plans, changes the world behind the plan's back, applies: what mattered must be refused, what did not
// must not. `--trials N` (5,000), `--seed S`.
import { runStaleTrials, seeded, type StaleOutcome } from './stale-trials.ts';

const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const count = option('--trials', 5000);
const seed = option('--seed', Date.now() % 1_000_000);

const outcomes: StaleOutcome[] = [];
await runStaleTrials(count, seeded(seed), (outcome) => {
  outcomes.push(outcome);
  const { verb, change, result, why, problem } = outcome;
  if (problem !== undefined)
    process.stdout.write(`WRONG ${verb}, ${change}: ${result}, ${problem}: ${why}\n`);
  if (outcomes.length % 100 === 0) process.stdout.write(`${outcomes.length} of ${count}\n`);
});

const relevant = outcomes.filter(({ isRelevant }) => isRelevant);
const irrelevant = outcomes.filter(({ isRelevant }) => !isRelevant);
const isRefused = ({ result }: StaleOutcome) =>
  result === 'refused' || result === 'no_change_needed';
const caught = relevant.filter(isRefused).length;
const refused = irrelevant.filter(isRefused).length;
const wrong = outcomes.filter(({ problem }) => problem?.startsWith('WRONG') === true).length;
process.stdout.write(
  [
    `${outcomes.length} trials, seed ${seed}`,
    `relevant changes: ${caught} of ${relevant.length} refused or no change needed`,
    `irrelevant changes: ${refused} of ${irrelevant.length} refused`,
    `wrong targets: ${wrong}`,
    `other faults: ${outcomes.filter(({ problem }) => problem !== undefined).length - wrong}`,
    '',
  ].join('\n'),
);
process.exitCode = outcomes.some(({ problem }) => problem !== undefined) ? 1 : 0;
