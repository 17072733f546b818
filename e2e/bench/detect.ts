// From a fault in a real world to its condition, and what an idle console costs.
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { addTo } from '#shared/domain/group-by.ts';
import { makeBenchFolder } from './bench-folder.ts';
import { faultsIn, type Fault } from './detect-faults.ts';
import { makeDetectWorld, type DetectWorld, type Place } from './detect-world.ts';
import { describeTimes, numberOption, percentile, verdict } from './percentiles.ts';

const faultCount = numberOption('faults', 40);
const silenceS = numberOption('silence', 60);
const limitMs = 30_000;

const pick = <T>(items: readonly T[]): T => {
  const item = items[Math.floor(Math.random() * items.length)];
  if (item === undefined) throw new Error('There is nothing to pick from.');
  return item;
};

/** Resolves with whether the view came to say so in time. */
async function until(world: DetectWorld, holds: () => boolean): Promise<boolean> {
  if (holds()) return true;
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(false), limitMs);
    const stop = world.console.live.onChange(() => {
      if (holds()) finish(true);
    });
    function finish(isSeen: boolean): void {
      clearTimeout(timer);
      stop();
      resolve(isSeen);
    }
  });
}

async function measure(world: DetectWorld, fault: Fault, place: Place): Promise<number> {
  const shows = (): boolean =>
    world.console.live.view().conditions.some((condition) => fault.shows(place, condition));
  const isQuiet = (): boolean =>
    !world.console.live
      .view()
      .conditions.some(
        ({ environmentId, sessionId }) =>
          environmentId === place.environmentId ||
          (sessionId !== undefined && sessionId === place.sessionId),
      );
  const startedAt = performance.now();
  fault.strike(place);
  const isSeen = await until(world, shows);
  const took = performance.now() - startedAt;
  if (!isSeen) console.log(`  not seen within ${limitMs} ms: ${fault.name} of ${place.path}`);
  fault.mend(place);
  if (!(await until(world, isQuiet)))
    for (const { reason, message } of world.console.live.view().conditions)
      console.log(`  still shown after ${fault.name} was mended: ${reason}: ${message}`);
  return took;
}

/** Size, times and inode of everything in the git directory and of each worktree's top level. */
function footprint(world: DetectWorld): ReadonlyMap<string, string> {
  const seen = new Map<string, string>();
  const note = (path: string): void => {
    const { ino, size, mtimeMs, ctimeMs } = lstatSync(path);
    seen.set(path, `${ino} ${size} ${mtimeMs} ${ctimeMs}`);
  };
  const roots = [world.repository, ...world.places.map(({ path }) => path)];
  for (const root of roots) {
    note(root);
    for (const entry of readdirSync(root, { recursive: true, encoding: 'utf8' }))
      note(join(root, entry));
  }
  return seen;
}

const folder = makeBenchFolder();
try {
  console.log('50 live sessions, 50 worktrees');
  const world = await makeDetectWorld(folder, { sessions: 50, worktrees: 50, idle: 10 });
  const faults = faultsIn(folder, world);
  const found = world.console.live.view().conditions.length;
  if (found > 0)
    console.log(
      `  ${found} conditions before any fault: ${world.console.live.view().conditions[0]?.message}`,
    );
  const times = { process: [] as number[], drift: [] as number[] };
  const byFault = new Map<string, number[]>();
  for (let done = 0; done < faultCount; done += 1) {
    const fault = faults[done % faults.length] ?? pick(faults);
    const place = pick(world.places.filter((one) => fault.fits(one)));
    await sleep(Math.random() * 1000);
    const took = await measure(world, fault, place);
    times[fault.lane].push(took);
    addTo(byFault, fault.name, took);
  }
  for (const [name, values] of byFault)
    console.log(
      `  ${name.padEnd(20)} ${String(values.length).padStart(4)} ×  ${describeTimes(values)}`,
    );
  const { process: deaths, drift } = times;
  console.log(
    `process death  ${describeTimes(deaths)}  ${verdict(percentile(deaths, 0.99) <= 2000, 'p99 ≤ 2 s')}`,
  );
  console.log(
    `drift          ${describeTimes(drift)}  ${verdict(percentile(drift, 0.99) <= 10_000, 'p99 ≤ 10 s')}`,
  );

  if (silenceS > 0) {
    await sleep(35_000);
    const before = footprint(world);
    const asked = world.gitCount();
    const cpu = process.cpuUsage();
    await sleep(silenceS * 1000);
    const used = process.cpuUsage(cpu);
    const perSecond = (world.gitCount() - asked) / silenceS;
    const after = footprint(world);
    const written = [...after].filter(([path, text]) => before.get(path) !== text);
    console.log(
      `silence of ${silenceS} s  ${perSecond.toFixed(2)} git processes per second  ${verdict(perSecond <= 0.5, '≤ 0.5')}`,
    );
    console.log(
      `               ${((used.user + used.system) / 1e4 / silenceS).toFixed(1)} % of one core`,
    );
    console.log(
      `               ${written.length} files written in watched repositories  ${verdict(written.length === 0, '0')}`,
    );
    for (const [path] of written.slice(0, 5)) console.log(`    ${path}`);
  }
  await world.close();
} finally {
  folder.remove();
}
process.exit();
