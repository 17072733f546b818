import { spawn } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { journalOf } from '#electron/journal/testing/journal-of.ts';
import type { BenchFolder } from './bench-folder.ts';
import { checkSettled, countEffects, type Effects, type Settled } from './kill-check.ts';
import type { Scenario, Seen } from './kill-scenarios.ts';
import { killWorldAt, makeKillWorld, type KillWorld } from './kill-world.ts';

export interface KillRun extends Settled {
  readonly scenario: string;
  /** `name#passing`; more than one when the start after it was ended as well. */
  readonly points: readonly string[];
}

const child = fileURLToPath(new URL('kill-child.ts', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stderr: string;
}

function runChild(folder: BenchFolder, failpoint: string, args: readonly string[]): Promise<Ended> {
  const env = {
    ...process.env,
    ROLLCALL_FAILPOINT: failpoint,
    // What a killed process leaves in its directory for temporary files goes with the bench.
    TMPDIR: folder.path,
    NODE_COMPILE_CACHE: join(folder.path, 'compiled'),
  };
  return new Promise((resolve) => {
    const started = spawn(process.execPath, ['--no-warnings', child, ...args], { env });
    let stderr = '';
    started.stderr.on('data', (text) => (stderr += String(text)));
    started.stdout.resume();
    started.on('close', (code, signal) => resolve({ code, signal, stderr }));
  });
}

/** One scenario's world, made once and copied back to the same place before each run. */
export interface KillBench {
  /** Every point the verb passes, in order, as `name#passing`. */
  readonly points: readonly string[];
  /** Kills at the first point; then, for each further one, the start after it. */
  run(points: readonly string[]): Promise<KillRun>;
}

export async function openKillBench(
  folder: BenchFolder,
  scenario: Scenario,
  place: string,
): Promise<KillBench> {
  const root = join(folder.path, place, 'world');
  const template = join(folder.path, place, 'template');
  rmSync(join(folder.path, place), { recursive: true, force: true });
  await makeKillWorld(folder, root, (made) => scenario.make(made));
  cpSync(root, template, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  const world = killWorldAt(root);
  const args = [world.home, scenario.verb, ...scenario.subjects];

  const prepare = async (): Promise<Effects> => {
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
    cpSync(template, root, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
    if (scenario.before !== undefined) await withJournal(world, scenario.before);
    return withJournal(world, ({ journal }) => countEffects(world, journal));
  };

  const before = await prepare();
  const traced = await runChild(folder, '*', args);
  if (traced.code !== 0)
    throw new Error(`${scenario.name} cannot be carried out: ${traced.stderr}`);
  const undisturbed = await checkSettled(world, before, scenario);
  if (undisturbed.outcome !== 'applied')
    throw new Error(`${scenario.name}, undisturbed: ${undisturbed.outcome}: ${undisturbed.why}`);
  if (undisturbed.problems.length > 0)
    throw new Error(`${scenario.name}, undisturbed: ${undisturbed.problems.join('; ')}`);
  return {
    points: countPassings(traced.stderr),
    async run(points) {
      const fresh = await prepare();
      const [first = '', ...later] = points;
      const ended = await runChild(folder, first, args);
      const missed =
        ended.signal === 'SIGKILL' ? [] : [`it was not ended at ${first}: ${ended.stderr}`];
      for (const point of later) await runChild(folder, point, [world.home, 'settle']);
      const settled = await checkSettled(world, fresh, scenario);
      return {
        ...settled,
        scenario: scenario.name,
        points,
        problems: [...missed, ...settled.problems],
      };
    },
  };
}

async function withJournal<T>(world: KillWorld, act: (seen: Seen) => T | Promise<T>): Promise<T> {
  const journal = journalOf(world.home);
  try {
    return await act({ world, journal });
  } finally {
    journal.close();
  }
}

function countPassings(told: string): readonly string[] {
  const passed = new Map<string, number>();
  return [...told.matchAll(/^failpoint (\S+)$/gm)].map(([, name = '']) => {
    const passing = (passed.get(name) ?? 0) + 1;
    passed.set(name, passing);
    return `${name}#${passing}`;
  });
}
