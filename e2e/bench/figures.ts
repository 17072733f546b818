/** The value below which this share of them lies; 0 for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** At most this. */
  readonly goal: number;
  /** How it came about: how many were measured, the spread. */
  readonly note: string;
}

const spread = (values: readonly number[]): string =>
  `${values.length} measured, median ${quantile(values, 0.5).toFixed(1)}, worst ${Math.max(0, ...values).toFixed(1)}`;

/** This quantile of milliseconds, with how they spread. */
export const figureOf = (
  what: string,
  values: readonly number[],
  share: number,
  goal: number,
): Figure => ({
  what,
  value: quantile(values, share),
  unit: 'ms',
  goal,
  note: spread(values),
});

/** One line of the table. */
export const printFigure = ({ what, value, unit, goal, note }: Figure): string =>
  [
    value <= goal ? 'ok  ' : 'OVER',
    what.padEnd(44),
    `${value.toFixed(1)} ${unit}`.padStart(11),
    `  goal ≤ ${goal} ${unit}`.padEnd(19),
    note,
  ].join(' ');
