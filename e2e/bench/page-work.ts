import type { Page } from '@playwright/test';

const parts = ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration', 'TaskDuration'] as const;

/**
 * Runs a step, and says what it cost the page's main thread in processor time: unlike the time on the
 * clock, that is the same on a machine that others keep busy.
 */
export async function withWork<T>(
  page: Page,
  step: () => Promise<T>,
): Promise<{ readonly result: T; readonly work: string }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async (): Promise<readonly number[]> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return parts.map((part) => metrics.find(({ name }) => name === part)?.value ?? 0);
  };
  const before = await read();
  const result = await step();
  const after = await read();
  await session.detach();
  const [script, layout, style, all] = after.map((value, at) =>
    ((value - (before[at] ?? 0)) * 1000).toFixed(0),
  );
  const work = `     processor time of the page: ${all} ms (script ${script}, layout ${layout}, style ${style})`;
  return { result, work };
}
