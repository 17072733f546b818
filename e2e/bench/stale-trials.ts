import { type Chance, createChance } from '#electron/recover/restore/testing/random.ts';
import { irrelevantChanges, staleCases } from './stale-changes.ts';
import { makeStaleWorld, type StaleWorld } from './stale-world.ts';

export interface StaleOutcome {
  /** The same seed, the same trial. */
  readonly seed: number;
  readonly verb: string;
  readonly change: string;
  readonly isRelevant: boolean;
  readonly result: string;
  readonly why: string;
  /** Why this must not be so, if it must not. */
  readonly problem?: string | undefined;
}

const pick = <T>({ below }: Chance, from: readonly T[]): T => {
  const chosen = from[below(from.length)];
  if (chosen === undefined) throw new Error('There is nothing to pick from.');
  return chosen;
};

/** A world grows with its trials, and every look with it. */
const trialsPerWorld = 20;

/** Plan, change, apply: once for each seed, told one by one. */
export async function runStaleTrials(
  seeds: readonly number[],
  told: (outcome: StaleOutcome) => void,
): Promise<void> {
  for (let done = 0; done < seeds.length; done += trialsPerWorld) {
    const world = await makeStaleWorld();
    try {
      for (const seed of seeds.slice(done, done + trialsPerWorld))
        told({ seed, ...(await runTrial(world, `t${seed}`, createChance(seed))) });
    } finally {
      await world.close();
    }
  }
}

async function runTrial(
  { add, recovery, bystander }: StaleWorld,
  id: string,
  chance: Chance,
): Promise<Omit<StaleOutcome, 'seed'>> {
  const { verb, subject, prepare, relevant } = pick(chance, staleCases);
  const isRelevant = chance.happens(0.6);
  const change = pick(chance, isRelevant ? relevant : irrelevantChanges);
  const trial = add(id);
  prepare?.(trial);
  const plan = await recovery.plan(verb, subject(id));
  const [planned] = plan.items;
  const told = { verb, change: change.name, isRelevant };
  if (planned?.eligible !== true)
    return { ...told, result: 'not planned', why: planned?.why ?? '', problem: 'not eligible' };
  await change.make(trial, bystander);
  const before = { own: trial.fingerprint(), other: bystander.fingerprint() };
  const living = await countLiving(recovery);
  const { result, why } = await recovery.apply(plan);
  const isStarted = (await countLiving(recovery)) > living;
  const isRefused = result === 'refused' || result === 'no_change_needed';
  const problem =
    bystander.fingerprint() !== before.other
      ? 'WRONG TARGET: the bystander was changed'
      : isRelevant && !isRefused
        ? 'applied although it mattered'
        : isRelevant && (isStarted || trial.fingerprint() !== before.own)
          ? 'it was refused, and yet something changed'
          : !isRelevant && result !== 'applied'
            ? 'refused for nothing'
            : undefined;
  await endLiving(recovery);
  return { ...told, result, why, problem };
}

type Recovery = StaleWorld['recovery'];

async function living({ engine }: Recovery) {
  const reading = await engine.observe();
  const entries = reading.kind === 'read' ? reading.entries : [];
  return entries.flatMap(({ sessionId, process }) =>
    process.kind === 'alive' ? [{ sessionId, identity: process.identity }] : [],
  );
}

const countLiving = async (recovery: Recovery): Promise<number> => (await living(recovery)).length;

async function endLiving(recovery: Recovery): Promise<void> {
  for (const { sessionId, identity } of await living(recovery)) {
    await recovery.engine.stop(sessionId, identity);
    await recovery.engine.forget(sessionId);
  }
}
