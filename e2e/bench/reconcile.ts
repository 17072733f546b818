// Sessions beside engine entries: the rules' own comparison against a linear search, side by side.
import { compareSessions } from '#electron/reconcile/compare-sessions.ts';
import { pairSessions } from '#electron/reconcile/pair-sessions.ts';
import { reconcile } from '#electron/reconcile/reconcile.ts';
import type { Situation } from '#shared/domain/reconciliation.ts';
import { makeBenchFolder } from './bench-folder.ts';
import { hasOption, verdict } from './percentiles.ts';
import { makeReconcileWorld, situationOf, type ReconcileWorld } from './reconcile-world.ts';
import { buildReference, compareLinearly } from './reference-reconcile.ts';

const sizes = hasOption('small') ? [1000, 10_000] : [1000, 10_000, 50_000, 100_000];

/** Nanoseconds of each round, on objects and strings that no round before has seen. */
function time(
  world: ReconcileWorld,
  rounds: number,
  run: (situation: Situation) => unknown,
): number[] {
  return Array.from({ length: rounds }, () => {
    const situation = situationOf(world);
    const begun = process.hrtime.bigint();
    run(situation);
    return Number(process.hrtime.bigint() - begun);
  });
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
  // The compiler's warm-up is not what is measured.
  for (let round = 0; round < 20; round += 1) {
    const warm = makeReconcileWorld(1000);
    pairSessions(situationOf(warm));
    compareSessions(situationOf(warm));
  }
  const full = new Map<number, number>();
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
    full.set(count, compared);
    const beside = best(rust?.times ?? linear ?? []);
    const ratio = beside / compared;
    const goal = count === 10_000 ? 40 : count === 100_000 ? 115 : undefined;
    console.log(
      `${String(count).padStart(8)}      ${rust === undefined ? '        –' : perSession(best(rust.times), world)}   ${linear === undefined ? '        –' : perSession(best(linear), world)}  ${perSession(compared, world)}  ${`${ratio.toFixed(1)}×`.padStart(9)}    ${perSession(mapped, world)}   ${perSession(whole, world)}   ${goal === undefined ? '' : verdict(ratio >= goal, `≥ ${goal}×`)}`,
    );
  }
  const [small, large] = [full.get(10_000), full.get(100_000)];
  if (small !== undefined && large !== undefined)
    console.log(
      `linearity: 100k takes ${(large / small).toFixed(1)} × 10k  ${verdict(large <= 12 * small, '≤ 12')}`,
    );
} finally {
  folder.remove();
}
