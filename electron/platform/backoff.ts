/** Pause after that many failures in a row: 1 s doubling to 60 s, ± 10 % by `random` (0 to 1). */
export function backoffMs(failures: number, random: number): number {
  const base = Math.min(60_000, 1000 * 2 ** Math.max(0, failures - 1));
  return Math.round(base * (0.9 + 0.2 * random));
}
