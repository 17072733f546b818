// `npm run bench ui`: the console in Chromium with a real journal of 50,000 records, each of which
// needs the operator. Prints figures; asserts nothing.
import { cpus, loadavg } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { launchChromium, serveConsole } from '#e2e/worlds/browser-shell.ts';
import { blockedTaskId, manyRecords, sessionsOfDeadBoot } from '#e2e/worlds/many-records.ts';
import { must } from '#e2e/worlds/must.ts';
import { makeWorld, type World } from '#e2e/worlds/world.ts';
import { figureOf, printFigure, type Figure } from './figures.ts';
import { withWork } from './page-work.ts';
import { addClocks, readClocks, resetClocks, scrollFrames } from './page-clocks.ts';
import { weighRenderer } from './renderer-memory.ts';

const count = Number(process.argv[2] ?? 50_000);
const rows = '[role=row][aria-selected]';
const size = { width: 1280, height: 800 };
const timeout = 120_000;

/** Without the cap of the display's rate, a frame takes as long as its work. */
const uncapped = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];

async function untilWhole(page: Page): Promise<void> {
  await page.locator(rows).first().waitFor({ timeout });
  await page.waitForFunction(
    (all) => {
      const grid = document.querySelector('[role=grid]');
      return Number(grid?.getAttribute('aria-rowcount')) > all && grid?.ariaBusy !== 'true';
    },
    // Some are acknowledged on the way; what is missing of a partial list is far more.
    count * 0.98,
    // Not on every frame: without a cap on the rate that alone would keep the page busy.
    { timeout, polling: 100 },
  );
}

/** What a key costs on a page with nothing on it, measured the same way: the machine's own share. */
async function yardstick(page: Page): Promise<Figure> {
  await page.goto('about:blank');
  await page.evaluate(() => document.body.append(document.createElement('input')));
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press('j');
    await setTimeout(25);
  }
  const { keys } = await readClocks(page);
  return figureOf('yardstick: key to paint p95 on an empty page', keys, 0.95, 50);
}

async function firstRows(page: Page, address: string): Promise<Figure> {
  const took: number[] = [];
  // The first opening waits for the console's first look as well, and is not counted.
  await page.goto(address);
  await untilWhole(page);
  for (let turn = 0; turn < 5; turn += 1) {
    await page.reload();
    await page.waitForFunction(() => window.clocks.firstRows > 0, undefined, { timeout });
    took.push((await readClocks(page)).firstRows);
    await untilWhole(page);
  }
  return figureOf('first rows after navigation', took, 0.5, 1000);
}

const queries = [
  'postgres 12',
  'lane:crashed agent:codex',
  'workspace:web -price',
  'risk:unknown s-4',
];

async function filter(page: Page): Promise<Figure> {
  await resetClocks(page);
  const field = page.getByRole('combobox', { name: 'Search and filter' });
  for (const text of queries) {
    await field.fill('');
    await field.pressSequentially(text, { delay: 60 });
    await setTimeout(300);
  }
  await field.fill('');
  await page.keyboard.press('Escape');
  return figureOf('filter p95, per typed character', (await readClocks(page)).filters, 0.95, 50);
}

async function keysDuringOperation(page: Page, world: World): Promise<readonly Figure[]> {
  const ids = Array.from({ length: 300 }, (_, index) => blockedTaskId(index));
  const planned = must(await world.rollcall(['plan', 'acknowledge', ...ids, '--json']));
  const { planId, fingerprint } = JSON.parse(planned);
  await page.mouse.move(1, 1);
  await page.keyboard.press('j');
  await resetClocks(page);
  const applied = world.rollcall(['apply', planId, '--fingerprint', fingerprint]);
  const ended = new AbortController();
  void applied.then(() => ended.abort());
  for (let press = 0; press < 60 || (!ended.signal.aborted && press < 2000); press += 1) {
    await page.keyboard.press(press % 3 === 2 ? 'k' : 'j');
    await setTimeout(25);
  }
  must(await applied);
  const { keys } = await readClocks(page);
  return [
    figureOf('key to paint p95 while an operation runs', keys, 0.95, 50),
    figureOf('key to paint p99 while an operation runs', keys, 0.99, 100),
  ];
}

async function scroll(page: Page): Promise<Figure> {
  await untilWhole(page);
  const took = [
    ...(await scrollFrames(page, 300, 40)),
    ...(await scrollFrames(page, 300, 400)),
    ...(await scrollFrames(page, 100, 20_000)),
  ];
  return figureOf('scroll frame p95 (no cap on the rate)', took, 0.95, 16.7);
}

const placed = (page: Page): Promise<string[]> =>
  page.evaluate(
    (rows) =>
      [...document.querySelectorAll(rows)].map(
        (row) => `${row.querySelector('b')?.textContent} ${row.getBoundingClientRect().top}`,
      ),
    rows,
  );

async function update(page: Page, world: World): Promise<readonly Figure[]> {
  await page.locator(rows).nth(5).hover();
  const took: number[] = [];
  let largest = 0;
  let moved = 0;
  for (let turn = 0; turn < 5; turn += 1) {
    await resetClocks(page);
    const before = await placed(page);
    await sessionsOfDeadBoot(world, 1_000_000 + turn * 50, 50, 'api');
    await page.waitForFunction(() => window.clocks.messages.length > 0, undefined, { timeout });
    await setTimeout(1500);
    const { messages } = await readClocks(page);
    took.push(...messages.map(({ ms }) => ms));
    largest = Math.max(largest, ...messages.map(({ bytes }) => bytes));
    const after = await placed(page);
    moved += after.filter((row, at) => row !== before[at]).length;
  }
  const note = `largest update ${(largest / 1000).toFixed(0)} kB`;
  return [
    figureOf('update of 50 items, message to paint', took, 0.95, 50),
    { what: 'rows moved under the pointer by it', value: moved, unit: '', goal: 0, note },
  ];
}

const tell = (figure: Figure) => console.log(printFigure(figure));

/** Tells the figures of a step, and what it cost the page. */
async function tellStep(page: Page, step: () => Promise<readonly Figure[]>): Promise<void> {
  const { result, work } = await withWork(page, step);
  for (const figure of result) tell(figure);
  console.log(work);
}

async function measureCapped(world: World, address: string) {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: size });
    await addClocks(page);
    tell(await yardstick(page));
    tell(await firstRows(page, address));
    const { heap, own } = await weighRenderer(browser, page);
    const note = `of which JavaScript ${heap.toFixed(0)} MB`;
    tell({ what: 'renderer memory', value: own ?? heap, unit: 'MB', goal: 400, note });
    await tellStep(page, async () => [await filter(page)]);
    await tellStep(page, () => update(page, world));
    await tellStep(page, () => keysDuringOperation(page, world));
    return { origin: new URL(page.url()).origin, cookies: await page.context().storageState() };
  } finally {
    await browser.close();
  }
}

async function measure(world: World): Promise<void> {
  await manyRecords(world, count);
  const { address } = await serveConsole(world);
  const { origin, cookies } = await measureCapped(world, address);
  const browser = await launchChromium(uncapped);
  try {
    const context = await browser.newContext({ viewport: size, storageState: cookies });
    const page = await context.newPage();
    await page.goto(origin);
    await tellStep(page, async () => [await scroll(page)]);
  } finally {
    await browser.close();
  }
}

const world = await makeWorld();
try {
  const load = loadavg()[0]?.toFixed(1);
  console.log(`${count} conditions, ${cpus().length} cores, load ${load} at the start\n`);
  await measure(world);
} finally {
  await world.remove();
}
