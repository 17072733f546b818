import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBenchFolder, type BenchFolder } from '#e2e/bench/bench-folder.ts';
import { openKillBench, type KillBench } from '#e2e/bench/kill-runs.ts';
import { scenarios } from '#e2e/bench/kill-scenarios.ts';
import { backScenarios } from '#e2e/bench/kill-scenarios-back.ts';

// A sample of `npm run bench kill`, which ends the console at every point of every verb.
const sample: Readonly<Record<string, readonly (readonly string[])[]>> = {
  resume: [['resume:queued#1'], ['start:alive#1'], ['start:alive#1', 'settle:item-settled#1']],
  'restart, to be approved': [['prepare:setting-back#2']],
  'clean up': [
    ['backup:ref-made#1'],
    ['trash:entry-copied#1'],
    ['trash:moved#1'],
    ['trash:moved#1', 'settle:before-end#1'],
    ['clean_up:moved#1'],
    ['apply:outcome-written#1'],
  ],
  'reattach, entry gone': [['rebuild:added#1'], ['rebuild:link-moved#1']],
  restore: [['restore:entry-back#1'], ['restore:entry-back#1', 'settle:item-settled#1']],
  'restore from a ref': [['restore:files-back#1']],
  'retry push': [['retry_push:bundled#1'], ['retry_push:written#1'], ['retry_push:replaced#1']],
  'undo a clean-up': [['restore:entry-copy-removed#1']],
  'restart, ignored files kept': [['ignored:copied#1']],
  'undo a restart, ignored files kept': [['restore:ignored-copied#1']],
  'undo an unlock': [['undo:acted#1']],
};

let folder: BenchFolder;
beforeAll(() => {
  folder = makeBenchFolder();
});
afterAll(() => folder.remove());

describe.each(Object.entries(sample))(
  'a console that is ended in the middle of “%s”',
  (name, kills) => {
    let bench: KillBench;
    beforeAll(async () => {
      const scenario = [...scenarios, ...backScenarios].find((one) => one.name === name);
      if (scenario === undefined) throw new Error(`There is no scenario ${name}.`);
      bench = await openKillBench(folder, scenario, 'world');
    });

    it.each(kills.map((points) => ({ points, at: points.join(', then ') })))(
      'at $at is settled by the next start: told, whole, and nothing twice',
      async ({ points }) => {
        const { problems, outcome } = await bench.run(points);
        expect(problems).toEqual([]);
        expect(outcome).toContain('told by the next start');
      },
    );
  },
);
