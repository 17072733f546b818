/** The value below which that share (0 to 1) of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const index = Math.max(0, Math.ceil(sorted.length * share) - 1);
  return sorted[Math.min(index, sorted.length - 1)] ?? Number.NaN;
}

/** `p50 … p95 … p99 …`, in milliseconds. */
export const describeTimes = (values: readonly number[]): string =>
  [0.5, 0.95, 0.99, 1]
    .map((share) => {
      const name = share === 1 ? 'max' : `p${share * 100}`;
      return `${name} ${Math.round(percentile(values, share))} ms`;
    })
    .join('  ');

/** `reached` or `MISSED`, with the goal. */
export const verdict = (isReached: boolean, goal: string): string =>
  `${isReached ? 'reached' : 'MISSED '}  (goal ${goal})`;

/** The number after `--name`, else the one given. */
export function numberOption(name: string, otherwise: number): number {
  const index = process.argv.indexOf(`--${name}`);
  const value = index === -1 ? otherwise : Number(process.argv[index + 1]);
  if (Number.isFinite(value) && value >= 0) return value;
  throw new Error(`--${name} takes a number.`);
}

export const hasOption = (name: string): boolean => process.argv.includes(`--${name}`);
