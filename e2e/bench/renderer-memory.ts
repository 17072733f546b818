import { readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';

export interface RendererMemory {
  /** Live JavaScript objects after a collection, in MB. */
  readonly heap: number;
  /** What this process alone holds, shared libraries left out, in MB; undefined where it cannot be read. */
  readonly own: number | undefined;
}

/** Private pages of a process, in MB. Linux only. */
function privateMegabytes(pid: number): number | undefined {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    let kilobytes = 0;
    for (const [, size] of rollup.matchAll(/^Private_(?:Clean|Dirty): +(\d+) kB/gmu))
      kilobytes += Number(size);
    return kilobytes / 1024;
  } catch (error) {
    console.error('The renderer’s own memory could not be read:', error);
    return undefined;
  }
}

/** Collects garbage, then weighs the page and its process. */
export async function weighRenderer(browser: Browser, page: Page): Promise<RendererMemory> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
  const whole = await browser.newBrowserCDPSession();
  const { processInfo } = await whole.send('SystemInfo.getProcessInfo');
  await whole.detach();
  const owns = processInfo
    .filter(({ type }) => type === 'renderer')
    .flatMap(({ id }) => privateMegabytes(id) ?? []);
  return { heap: heap / 1e6, own: owns.length === 0 ? undefined : Math.max(...owns) };
}
