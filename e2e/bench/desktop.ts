// `npm run bench desktop`: the real window on 10,000 records: until it is shown and until it can be used;
// then, with 200 worktrees more, what a full look costs the main event loop. Prints figures only.
import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { startDesktop, type StartedDesktop } from '#e2e/worlds/desktop-shell.ts';
import { manyRecords } from '#e2e/worlds/many-records.ts';
import { must } from '#e2e/worlds/must.ts';
import { makeRepository } from '#e2e/worlds/repository.ts';
import { makeWorld, type World } from '#e2e/worlds/world.ts';
import type { Environment } from '#shared/domain/environment.ts';
import type { RecordsDocument } from '#shared/domain/records-document.ts';
import { recordedWorktree } from '#shared/testing/recorded-worktree.ts';
import { figureOf, printFigure, quantile, type Figure } from './figures.ts';
import { hasOption } from './percentiles.ts';

const isSmall = hasOption('small');
const records = isSmall ? 1000 : 10_000;
const worktrees = isSmall ? 20 : 200;
const starts = 5;
const sweeps = 5;
const timeout = 120_000;
const at = '2026-01-12T09:00:00.000Z';

async function makeWorktrees(world: World): Promise<void> {
  const repository = await makeRepository(world);
  const environments: Environment[] = [];
  for (let index = 0; index < worktrees; index += 1) {
    const branch = `task-${index}`;
    const path = join(`${repository}.worktrees`, branch);
    const add = ['worktree', 'add', '--quiet', '-b', branch, path];
    must(await world.run('git', add, { cwd: repository }));
    environments.push(
      recordedWorktree({ id: `env-${branch}`, root: repository, path, branch, at }),
    );
  }
  const document: RecordsDocument = { schemaVersion: 1, workspaceRoot: repository, environments };
  const file = join(world.folder, 'worktrees.json');
  await writeFile(file, JSON.stringify(document));
  must(await world.rollcall(['import', file]));
}

/** When the process began and when its window was shown, in milliseconds since the epoch. */
const shown = ({ app }: StartedDesktop) =>
  app.evaluate(async ({ app, BrowserWindow }) => {
    const [there] = BrowserWindow.getAllWindows();
    const window =
      there ??
      (await new Promise<Electron.BrowserWindow>((resolve) => {
        app.once('browser-window-created', (_event, made) => resolve(made));
      }));
    if (!window.isVisible()) await new Promise<void>((resolve) => window.once('show', resolve));
    return { begunMs: process.getCreationTime() ?? 0, shownMs: Date.now() };
  });

async function usableMs({ app }: StartedDesktop): Promise<number> {
  const page = await app.firstWindow();
  const at = await page.waitForFunction(
    () => document.querySelector('[role=row][aria-selected]') !== null && Date.now(),
    undefined,
    { timeout },
  );
  return Number(await at.jsonValue());
}

async function start(world: World): Promise<readonly Figure[]> {
  const untilReady: number[] = [];
  const untilShown: number[] = [];
  const untilUsable: number[] = [];
  for (let turn = 0; turn < starts; turn += 1) {
    const started = await startDesktop(world);
    const readyMs = Date.now();
    try {
      const [{ begunMs, shownMs }, rowsMs] = await Promise.all([shown(started), usableMs(started)]);
      untilReady.push(readyMs - begunMs);
      untilShown.push(shownMs - begunMs);
      untilUsable.push(Math.max(rowsMs, shownMs) - begunMs);
    } finally {
      await started.close();
    }
  }
  const ready = quantile(untilReady, 0.5).toFixed(0);
  console.log(
    `     ${ready} ms of each start pass until the app is ready, part of them to be looked into`,
  );
  return [
    figureOf('window shown, from the process’s start', untilShown, 0.5, 1000),
    figureOf('first rows in it, from the same', untilUsable, 0.5, 2000),
  ];
}

/** How much later than asked for a timer of the main process fires, beside `work`. */
async function delays({ app }: StartedDesktop, work: () => Promise<void>): Promise<number[]> {
  await app.evaluate(() => {
    const everyMs = 5;
    const late: number[] = [];
    let dueMs = performance.now() + everyMs;
    const timer = setInterval(() => {
      const nowMs = performance.now();
      late.push(Math.max(0, nowMs - dueMs));
      dueMs = nowMs + everyMs;
    }, everyMs);
    Object.assign(globalThis, {
      lateTimers: () => {
        clearInterval(timer);
        return late;
      },
    });
  });
  await work();
  return app.evaluate(() => (globalThis as unknown as { lateTimers: () => number[] }).lateTimers());
}

async function sweep(world: World): Promise<readonly Figure[]> {
  const started = await startDesktop(world);
  try {
    await usableMs(started);
    // Exit code 1: it found what needs the operator.
    const look = async () => void (await world.rollcall(['sweep']));
    await look();
    const idle = await delays(started, () => new Promise((resolve) => setTimeout(resolve, 3000)));
    const busy = await delays(started, async () => {
      for (let turn = 0; turn < sweeps; turn += 1) await look();
    });
    return [
      figureOf('main event loop late p99, idle', idle, 0.99, 20),
      figureOf('main event loop late p99, full looks', busy, 0.99, 20),
    ];
  } finally {
    await started.close();
  }
}

const world = await makeWorld();
try {
  await manyRecords(world, records);
  const load = loadavg()[0]?.toFixed(1);
  console.log(
    `${records} records, ${worktrees} worktrees, ${cpus().length} cores, load ${load} at the start\n`,
  );
  for (const figure of await start(world)) console.log(printFigure(figure));
  await makeWorktrees(world);
  for (const figure of await sweep(world)) console.log(printFigure(figure));
  console.log(`\nload ${loadavg()[0]?.toFixed(1)} at the end`);
} finally {
  await world.remove();
}
