const withinMs = 60_000;
const atMost = 2;

/** Whether a page that ended at these times (ms since the epoch, oldest first) is loaded again unasked. */
export function mayReload(endings: readonly number[]): boolean {
  const last = endings.at(-1) ?? 0;
  return endings.filter((at) => last - at < withinMs).length <= atMost;
}
