// Sessions beside engine entries: the rules' own comparison against a linear search, side by side.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { compareSessions } from '#electron/reconcile/compare-sessions.ts';
import { keepPairs } from '#electron/reconcile/kept-pairs.ts';
import { pairSessions } from '#electron/reconcile/pair-sessions.ts';
import { reconcile } from '#electron/reconcile/reconcile.ts';
import type { EngineEntry } from '#shared/domain/observation.ts';
import type { Situation } from '#shared/domain/reconciliation.ts';
import { makeBenchFolder } from './bench-folder.ts';
import { hasOption, percentile, verdict } from './percentiles.ts';
import { makeReconcileWorld, situationOf, type ReconcileWorld } from './reconcile-world.ts';
import { buildReference, compareLinearly } from './reference-reconcile.ts';

const sizes = hasOption('small') ? [1000, 10_000] : [1000, 10_000, 50_000, 100_000];

// What the parsing of the records left behind is not what is measured.
setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Nanoseconds of each round, on objects and strings that no round before has seen. */
function time(
  world: ReconcileWorld,
  rounds: number,
  run: (situation: Situation) => unknown,
  prepare: () => void = () => {},
): number[] {
  return Array.from({ length: rounds }, () => {
    const situation = situationOf(world);
    collectGarbage();
    prepare();
    const begun = process.hrtime.bigint();
    run(situation);
    return Number(process.hrtime.bigint() - begun);
  });
}

/**
 * The compiler's warm-up is not what is measured. Gives one world with what was made of it, to be held
 * on to: as a console always holds its last look, the collector never takes the shapes of all records,
 * and the code compiled for them, away.
 */
function warmUp(): unknown {
  const world = makeReconcileWorld(10_000);
  for (const run of [pairSessions, compareSessions, readAll]) time(world, 20, run);
  const situation = situationOf(world);
  return [situation, pairSessions(situation), compareSessions(situation)];
}

/** More than the processor's caches hold, read from end to end. */
const elsewhere = new Int32Array(2 ** 24).fill(1);
let seen = 0;
const coolCaches = (): void => {
  for (let at = 0; at < elsewhere.length; at += 16) seen += elsewhere[at] ?? 0;
};

/** The least that any comparison does: one field of each record and of each entry is read once. */
function readAll({ recorded, observed }: Situation): number {
  let read = 0;
  for (const { record } of recorded.sessions) read += record.id.length;
  for (const engine of observed.engines)
    if (engine.kind === 'read') for (const one of engine.entries) read += one.sessionId.length;
  return read;
}

/**
 * How many times as long 100,000 take as 10,000, in rounds that take turns. The smaller ones lie in the
 * processor's cache as a whole, the larger do not; so also with nothing of either in it, as after 30 s of
 * other work, and beside a bare reading of the same objects, which no algorithm can do without.
 */
function sayLinearity(): void {
  const [small, large] = [makeReconcileWorld(10_000), makeReconcileWorld(100_000)];
  for (const [name, run] of [
    ['comparison', pairSessions],
    ['bare reading', readAll],
  ] as const)
    for (const [caches, prepare] of [
      ['as the caches are', undefined],
      ['with cold caches', coolCaches],
    ] as const) {
      const smalls: number[] = [];
      const larges: number[] = [];
      for (let round = 0; round < 21; round += 1) {
        smalls.push(...time(small, 1, run, prepare));
        larges.push(...time(large, 1, run, prepare));
      }
      const median = percentile(larges, 0.5) / percentile(smalls, 0.5);
      const quickest = best(larges) / best(smalls);
      const said = name === 'comparison' ? verdict(median <= 12, '≤ 12') : '';
      console.log(
        `linearity of the ${name} ${caches}: 100k takes ${median.toFixed(1)} × 10k, by medians (by the quickest ${quickest.toFixed(1)} ×)  ${said}`,
      );
    }
}

/** Fifty entries that die, judged in a comparison that was kept: the best of the rounds. */
function timeChanges(world: ReconcileWorld): number {
  const situation = situationOf(world);
  const [engine] = situation.observed.engines;
  if (engine?.kind !== 'read') throw new Error('The engine was read when this world was made.');
  const kept = keepPairs(situation);
  const step = Math.floor(engine.entries.length / 1000);
  const times = Array.from({ length: 20 }, (_, round) => {
    const changes = Array.from({ length: 50 }, (_, index) => {
      const { sessionId } = engine.entries[(round * 50 + index) * step] ?? { sessionId: '' };
      const entry: EngineEntry = {
        sessionId,
        process: { kind: 'absent', observedAt: situation.now },
      };
      return { sessionId, entry };
    });
    const begun = process.hrtime.bigint();
    kept.update(changes, situation.now);
    return Number(process.hrtime.bigint() - begun);
  });
  return best(times);
}

const best = (times: readonly number[]): number => Math.min(...times);

const perSession = (nanoseconds: number, { count }: ReconcileWorld): string =>
  `${Math.round(nanoseconds / count)} ns`.padStart(9);

const folder = makeBenchFolder();
try {
  const reference = buildReference(folder);
  console.log(
    `reference: linear search in ${reference === undefined ? 'TypeScript (no cargo here)' : 'Rust, release'}`,
  );
  console.log(
    'best of the rounds, as other work on the machine only adds; 15 % recorded as ended, fresh strings each round',
  );
  console.log('per session:   reference  its port      paired      ratio   with maps   all rules');
  const held = warmUp();
  const references = new Map<number, number>();
  for (const count of sizes) {
    const world = makeReconcileWorld(count);
    const rounds = count > 20_000 ? 9 : 30;
    const rust = reference?.(world, count > 20_000 ? 2 : 9);
    const linear =
      count > 20_000 && rust !== undefined
        ? undefined
        : time(world, count > 5000 ? 1 : 3, ({ recorded, observed }) =>
            compareLinearly(
              recorded.sessions,
              observed.engines.flatMap((one) => (one.kind === 'read' ? one.entries : [])),
            ),
          );
    const compared = best(time(world, rounds, pairSessions));
    const mapped = best(time(world, rounds, compareSessions));
    const whole = best(time(world, 5, reconcile));
    const beside = best(rust?.times ?? linear ?? []);
    references.set(count, beside);
    const ratio = beside / compared;
    const goal = count === 10_000 ? 40 : count === 100_000 ? 115 : undefined;
    console.log(
      `${String(count).padStart(8)}      ${rust === undefined ? '        –' : perSession(best(rust.times), world)}   ${linear === undefined ? '        –' : perSession(best(linear), world)}  ${perSession(compared, world)}  ${`${ratio.toFixed(1)}×`.padStart(9)}    ${perSession(mapped, world)}   ${perSession(whole, world)}   ${goal === undefined ? '' : verdict(ratio >= goal, `≥ ${goal}×`)}`,
    );
  }
  for (const [count, goal] of [
    [10_000, 40],
    [100_000, 115],
  ] as const) {
    const beside = references.get(count);
    if (beside === undefined) continue;
    const ratio = beside / best(time(makeReconcileWorld(count, 'shuffled'), 9, pairSessions));
    console.log(
      `${String(count).padStart(8)} shuffled on both sides: ${ratio.toFixed(1)}×  ${verdict(ratio >= goal, `≥ ${goal}×`)}`,
    );
  }
  for (const [count, goal] of [
    [10_000, 2000],
    [100_000, 15_000],
  ] as const) {
    const beside = references.get(count);
    if (beside === undefined) continue;
    const took = timeChanges(makeReconcileWorld(count));
    console.log(
      `${String(count).padStart(8)} kept, 50 entries changed: ${(took / 1000).toFixed(1)} µs  ${Math.round(beside / took)}×  ${verdict(beside / took >= goal, `≥ ${goal}×`)}`,
    );
  }
  if (sizes.includes(100_000)) sayLinearity();
  if (held === undefined || seen < 0) throw new Error('What was made was to be kept.');
} finally {
  folder.remove();
}
